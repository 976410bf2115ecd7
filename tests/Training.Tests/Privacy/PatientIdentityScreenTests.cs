using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Training.Modules;

namespace Training.Tests.Privacy;

public sealed class PatientIdentityScreenTests
{
    [Theory]
    [InlineData("CCCD 079123456789")]
    [InlineData("SĐT 0912345678, gọi lại sau")]
    [InlineData("0912 345 678")]
    [InlineData("0912.345.678")]
    [InlineData("0912-345-678")]
    [InlineData("0912 - 345 - 678")]
    [InlineData("(091) 234 5678")]
    [InlineData("+84 91 234 5678")]
    [InlineData("0 9 1 2 3 4 5 6 7 8")]
    [InlineData("０９１２３４５６７８")]
    [InlineData("0912\u200B345\u200B678")]
    [InlineData("thẻ DN4010123456789")]
    [InlineData("CMND: 024123456")]
    public void Find_LongNumber_HoweverItIsWritten(string text) => Assert.Equal(IdentityFinding.LongNumber, PatientIdentityScreen.Find(text));

    [Theory]
    [InlineData("sinh năm 1957")]
    [InlineData("Sinh 1957")]
    [InlineData("sinh: 12/03/1957")]
    [InlineData("sinh ngày 12-3-57")]
    [InlineData("sinh ngày 3 tháng 5 năm 1957")]
    [InlineData("SINH NĂM 1957")]
    [InlineData("NS: 12.03.1957")]
    [InlineData("SN 1957, đau ngực")]
    [InlineData("sinh nam 1957")]
    [InlineData("DOB 12/03/1957")]
    [InlineData("born in 1957")]
    [InlineData("date of birth: 1957")]
    [InlineData("sinh năm １９５７")]
    public void Find_BirthDate_InBothLanguages(string text) => Assert.Equal(IdentityFinding.BirthDate, PatientIdentityScreen.Find(text));

    [Theory]
    [InlineData("mã BA 240123")]
    [InlineData("Mã bệnh án: 24-0123")]
    [InlineData("số bệnh án 24.012345")]
    [InlineData("ma benh an 240123")]
    [InlineData("số hồ sơ: HS-24/0123")]
    [InlineData("số HS 240123")]
    [InlineData("Mã BN: BN00123")]
    [InlineData("mã bệnh nhân 240123")]
    [InlineData("số vào viện 24012345")]
    [InlineData("so vao vien 24012345")]
    [InlineData("SBA 240123")]
    [InlineData("PID: 00123")]
    [InlineData("MRN 12345")]
    [InlineData("mã thẻ BHYT DN401")]
    public void Find_RecordNumber_UnderEveryName(string text) => Assert.Equal(IdentityFinding.RecordNumber, PatientIdentityScreen.Find(text));

    [Theory]
    [InlineData("BN Nguyễn Văn An vào viện vì đau ngực")]
    [InlineData("Bệnh nhân Trần Thị Bích, đặt stent LAD")]
    [InlineData("bệnh nhân: Lê Hoàng Nam")]
    [InlineData("Ca của NB Phạm Cường")]
    [InlineData("Người bệnh tên: Đỗ Thị Én")]
    [InlineData("BN Nguyen Van An")]
    [InlineData("benh nhan Tran Thi Bich")]
    [InlineData("Patient Nguyen Van An")]
    [InlineData("BN. Nguyễn Văn An")]
    [InlineData("BN (Nguyễn Văn An)")]
    [InlineData("BN-Nguyễn Văn An")]
    [InlineData("BN nữ Trần Thị Bích")]
    [InlineData("bệnh nhân nam, Lê Văn Hùng")]
    [InlineData("BN NGUYỄN VĂN AN")]
    [InlineData("BN NGUYEN VAN AN")]
    [InlineData("bn nguyễn văn an")]
    [InlineData("BN trần thị bích")]
    [InlineData("Họ tên: Nguyễn Văn An")]
    [InlineData("họ và tên Lê Nam")]
    [InlineData("cụ Lê Văn Hùng khó đặt đường vào")]
    [InlineData("bé Nguyễn Gia Bảo")]
    [InlineData("BN\u200B Nguyễn Văn An")]
    public void Find_PatientName_HoweverItIsWritten(string text) => Assert.Equal(IdentityFinding.PatientName, PatientIdentityScreen.Find(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Đặt 1 stent phủ thuốc LAD đoạn gần, dòng chảy TIMI 3")]
    [InlineData("Vôi hoá nặng, phải khoan cắt mảng xơ vữa")]
    [InlineData("Bệnh nhân tăng huyết áp, đái tháo đường type 2")]
    [InlineData("BN ổn định, HA 120/80, mạch 78, SpO2 98%")]
    [InlineData("BN Nhồi máu cơ tim thành trước")]
    [InlineData("Bệnh nhân dương tính HBsAg")]
    [InlineData("BN lý do vào viện: đau ngực")]
    [InlineData("Người bệnh tự thở, Glasgow 15")]
    [InlineData("Sinh thiết ngày 12/03/2026: lành tính")]
    [InlineData("Sinh hiệu 12/3/2026 ổn")]
    [InlineData("Kháng sinh từ 12/03/2026")]
    [InlineData("Vi sinh 12/03/2026: âm tính")]
    [InlineData("Complications: none in 2025")]
    [InlineData("Two lesions treated 12/03/2026")]
    [InlineData("12.10.2026 đặt 3 stent")]
    [InlineData("12-10-2026 3 stent")]
    [InlineData("Theo dõi từ 10/10/2026 đến 14/10/2026")]
    [InlineData("Stent 3.0 x 28 mm, áp lực 14 atm, 20 giây")]
    [InlineData("Lượng cản quang 150 ml, thời gian chiếu 12 phút, 850 mGy")]
    [InlineData("Mổ mở 2 giờ 15 phút, mất 300 ml máu")]
    [InlineData("Ca số 3 trong ngày, mã kỹ thuật 03.2304")]
    [InlineData("Làm cùng BS Nguyễn Văn Bình")]
    [InlineData("Chuyển từ Bệnh viện Bà Rịa Vũng Tàu")]
    [InlineData("Bệnh viện Chợ Rẫy hỗ trợ từ xa")]
    [InlineData("Patient with severe calcification, radial access")]
    [InlineData("Observed from the console; no complication")]
    [InlineData("Dây dẫn 0.014 inch, ống thông 6F")]
    public void Find_WhatBelongsIntoANote_IsLetThrough(string? text) => Assert.Null(PatientIdentityScreen.Find(text));

    [Theory]
    [InlineData("Bệnh nhân Trần Thị Bích")]
    [InlineData("sinh ngày 12/03/1957")]
    [InlineData("số bệnh án 240123")]
    [InlineData("Kháng sinh từ 12/03/2026")]
    public void Find_DecomposedText_SameAsComposed(string text)
        => Assert.Equal(PatientIdentityScreen.Find(text.Normalize(NormalizationForm.FormC)), PatientIdentityScreen.Find(text.Normalize(NormalizationForm.FormD)));

    [Theory]
    [InlineData("NguyenVanAn_CT.pdf")]
    [InlineData("nguyen_van_an-stent.jpg")]
    [InlineData("TRAN THI BICH.docx")]
    [InlineData("079123456789.jpg")]
    [InlineData("0912345678 phim chụp.png")]
    [InlineData("Bệnh án Lê Văn Hùng.pdf")]
    [InlineData("BN Phạm Cường 12-10-2026.mp4")]
    [InlineData("sinh_1957.pdf")]
    public void FindInFileName_WhatNamesAPatient(string name) => Assert.NotNull(PatientIdentityScreen.FindInFileName(name));

    [Theory]
    [InlineData(null)]
    [InlineData("IMG_20261012_153045.jpg")]
    [InlineData("20261012153045.mp4")]
    [InlineData("Quy trình đặt stent v2.pdf")]
    [InlineData("BS Nguyen Van Binh - slide.pptx")]
    [InlineData("Bệnh viện Nguyễn Tri Phương.pdf")]
    [InlineData("screenshot-2026-10-12.png")]
    [InlineData("BangDiemBSCK1.xlsx")]
    public void FindInFileName_WhatNamesNobody_IsLetThrough(string? name) => Assert.Null(PatientIdentityScreen.FindInFileName(name));

    [Fact]
    public void Find_TextWithHalvesOfCharacters_DoesNotFail()
        => Assert.Equal(IdentityFinding.PatientName, PatientIdentityScreen.Find("\uD83D BN Nguyễn Văn An \uDE00"));

    [Fact]
    public void Patterns_AnyText_NeverBacktrack()
    {
        // A note must not be able to hold up the server.
        var patterns = typeof(PatientIdentityScreen).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(PatientIdentityScreen).Namespace)
            .SelectMany(type => type.GetMethods(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static))
            .Select(method => method.GetCustomAttribute<GeneratedRegexAttribute>())
            .OfType<GeneratedRegexAttribute>()
            .ToArray();
        Assert.True(patterns.Length >= 12);
        Assert.All(patterns, pattern => Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking), pattern.Pattern));
    }

    /// <summary>Texts of 100 KB built to make a careless pattern or loop run away; a quadratic one would not end within the test run.</summary>
    [Theory]
    [InlineData("0912 ")]
    [InlineData("0 1 ")]
    [InlineData("BN ")]
    [InlineData("bn nam tên là ")]
    [InlineData("Nguyễn ")]
    [InlineData("Nguyen Van ")]
    [InlineData("sinh ngày ")]
    [InlineData("sinh.,:- ")]
    [InlineData("mã số ")]
    [InlineData("ns 2000 ml ")]
    [InlineData("12/03/2026 ")]
    [InlineData("1.1.")]
    [InlineData("a\u0301\u0301\u0301")]
    [InlineData("\u200B")]
    [InlineData("DN 4 ")]
    public void Find_HundredKilobytes_Ends(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100 * 1024 / part.Length));
        PatientIdentityScreen.Find(text);
        PatientIdentityScreen.FindInFileName(text);
    }
}
