using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Training.Modules;

namespace Training.Tests.Modules;

public sealed class VietnameseTextTests
{
    private static readonly Arbitrary<string> AnyText = Gen.Elements(
            "a", "ă", "â", "b", "d", "đ", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "z", "Ắ", "Ậ", "Ề", "ỗ", "ợ", "ữ", "ý", "Đ", "Ð", "ñ", "ö", "ß", "İ",
            "0", "9", "Ⅳ", "٣", " ", "  ", "-", ".", "/", "\t", "\u00A0", "\u200B", "\u0301", "\u0323", "Σ", "я", "한", "中", "🏥", "👩🏽‍⚕️")
        .ArrayOf().Select(string.Concat).ToArbitrary();

    [Theory]
    [InlineData("Đà Nẵng", "da nang")]
    [InlineData("BỆNH VIỆN BẠCH MAI", "benh vien bach mai")]
    [InlineData("Ðồng Nai", "dong nai")]
    [InlineData("  TP. Hồ Chí Minh – Q.5 ", "tp ho chi minh q 5")]
    [InlineData("Thừa Thiên-Huế", "thua thien hue")]
    [InlineData("ưỡn ngực, lưỡi, khuỷu", "uon nguc luoi khuyu")]
    [InlineData("GKT-09", "gkt 09")]
    [InlineData("Bác sĩ 👩🏽‍⚕️ Én", "bac si en")]
    [InlineData("", "")]
    [InlineData(" – ", "")]
    public void Fold_Text_LowerCaseWithoutDiacritics(string text, string expected) => Assert.Equal(expected, VietnameseText.Fold(text));

    [Theory]
    [InlineData("Đà Nẵng")]
    [InlineData("Nguyễn Hoàng Phượng")]
    [InlineData("Bệnh viện Đa khoa tỉnh Quảng Ngãi")]
    public void Fold_DecomposedText_SameAsComposed(string text)
        => Assert.Equal(VietnameseText.Fold(text.Normalize(NormalizationForm.FormC)), VietnameseText.Fold(text.Normalize(NormalizationForm.FormD)));

    [Fact]
    public void Fold_Twice_ChangesNothing() => Check(text => VietnameseText.Fold(VietnameseText.Fold(text)) == VietnameseText.Fold(text));

    [Fact]
    public void Fold_AnyText_NoDoubleAndNoOuterSpaces()
        => Check(text => VietnameseText.Fold(text) is var folded && folded == folded.Trim() && !folded.Contains("  ", StringComparison.Ordinal));

    [Fact]
    public void Fold_UpperCase_SameAsLowerCase()
        => Check(text => text.Contains('İ', StringComparison.Ordinal) || VietnameseText.Fold(text.ToUpperInvariant()) == VietnameseText.Fold(text.ToLowerInvariant()));

    [Theory]
    [InlineData("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y")]
    [InlineData("ma mà mả mã má mạ")]
    [InlineData("ma mạ mai man mạn măng mâm mẩm me")]
    [InlineData("da dạ dân dy đa đi đu em")]
    [InlineData("to tô tơ tu tư")]
    [InlineData("hoa hoà hoả hoã hoá hoạ hoan")]
    public void SortKey_Words_InTheOrderOfADictionary(string words)
    {
        var expected = words.Split(' ');
        Assert.Equal(expected, expected.Reverse().OrderBy(VietnameseText.SortKey, StringComparer.Ordinal));
    }

    [Fact]
    public void SortKey_Provinces_InTheOrderOfADictionary()
    {
        string[] expected =
        [
            "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai",
            "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng",
            "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa",
            "Tuyên Quang", "Vĩnh Long",
        ];
        Assert.Equal(expected, expected.Reverse().OrderBy(VietnameseText.SortKey, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("An", "An Bình", "Ang")]
    [InlineData("Bệnh viện Bạch Mai", "Bệnh viện Bạch Mai cơ sở Ninh Bình", "Bệnh viện Bạch Mai cơ sở Ninh Bình 2")]
    [InlineData("Khoa 2", "Khoa 2 A", "Khoa 21")]
    [InlineData("Mỹ", "Mỹ An", "My Sơn")]
    public void SortKey_NameThatBeginsAnother_ComesFirst(string first, string second, string third)
    {
        string[] expected = [first, second, third];
        Assert.Equal(expected, expected.Reverse().OrderBy(VietnameseText.SortKey, StringComparer.Ordinal));
    }

    [Fact]
    public void SortKey_Case_DoesNotCount() => Assert.Equal(VietnameseText.SortKey("bệnh viện đà nẵng"), VietnameseText.SortKey("BỆNH VIỆN ĐÀ NẴNG"));

    [Fact]
    public void SortKey_DecomposedText_SameAsComposed()
        => Check(text => VietnameseText.SortKey(text.Normalize(NormalizationForm.FormD)) == VietnameseText.SortKey(text.Normalize(NormalizationForm.FormC)));

    [Fact]
    public void SortKey_AnyText_PrintableAscii() => Check(text => VietnameseText.SortKey(text).All(c => c is >= ' ' and <= '~'));

    [Fact]
    public void SortKey_AnyText_FitsItsColumn() => Check(text => VietnameseText.SortKey(text).Length <= 3 * text.Length + 1);

    private static void Check(Func<string, bool> property) => Prop.ForAll(AnyText, property).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
