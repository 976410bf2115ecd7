using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Training.Identity.Passwords;
using Training.Identity.Users;

namespace Training.Tests.Identity;

public sealed class PasswordRulesTests
{
    private static readonly Blocklist Words = new();
    private static readonly PasswordRules Rules = new(Words);
    private static readonly string[] Known = ["nguyen.hoang.phuong@benhvien.vn", "Nguyễn Hoàng Phượng", "Bệnh viện Hữu nghị Việt Đức", "Viet Duc University Hospital", "viet-duc"];

    public static TheoryData<string, string?> Table { get; } = new()
    {
        // accepted: phrases, any language, no kinds of characters asked for
        { "con mèo đen nằm ngủ trưa", null },
        { "Ca mổ thứ ba lúc bình minh có mưa", null },
        { "xe đạp cũ màu xanh ngọc", null },
        { "thang nam uong tra sen mot minh", null },
        { "correct horse battery staple", null },
        { "mot mat khau that dai", null },
        { "tám quả bưởi và hai cái nón", null },
        { "purple-lantern-drifts-9", null },
        { "gW7#pQz!rT2&mKx9v", null },
        { "aXf93kLmQ0zPw7Tb", null },
        { "лошадь батарея скрепка", null },
        { "正确的马电池订书钉蓝色天空云朵飞翔", null },
        { "🐈🌧🍵🚲🏥🌸🎈🐟🍊🪁🌙⭐🍀🦋🐢", null },
        { "48151623429831746503", null },
        { "mưa rơi trên mái tôn nhà ngoại", null },
        { "ngọn đèn dầu bên sông Thương xa", null },
        { "stent number three went well", null },
        { "a b c d e f g h i j x q", "Keyboard" },
        { "Tỏi ớt gừng sả riềng nghệ", null },
        { "lemon thyme & wild garlic soup", null },

        // too short, counted in characters and not in bytes
        { "", "TooShort" },
        { "gW7#pQz!rT2&mK", "TooShort" },
        { "mật khẩu đẹp", "TooShort" },
        { "🐈🌧🍵🚲🏥🌸🎈", "TooShort" },
        { "ễễễễễễễ", "TooShort" },

        // common ones, bare or dressed up
        { "passwordpassword", "Repeated" },
        { "Password12345678", "Common" },
        { "password-2026-!!", "Common" },
        { "P@ssw0rd2026!!!!!", "Common" },
        { "iloveyou1234567!", "Common" },
        { "sunshineprincess", "Common" },
        { "letmein!!!!!!2026", "Common" },
        { "welcome-welcome1", "Common" },
        { "dragonmaster2024", "Common" },
        { "footballbaseball", "Common" },
        { "administrator123", "Common" },
        { "Administrator@2026", "Common" },
        { "matkhau123456789", "Common" },
        { "Mật khẩu 123456789", "Common" },
        { "M4tkh4u!2026!2026", "Context" },
        { "matkhaumatkhau99", "Repeated" },
        { "khongbiet12345678", "Common" },
        { "anhyeuemnhieulam", "Common" },
        { "Anh yêu em nhiều lắm", "Common" },
        { "anhyeuem19901990", "Common" },
        { "vietnamvodich2026", "Common" },
        { "conghoaxahoichunghia", "Common" },
        { "Độc lập Tự do Hạnh phúc", "Common" },
        { "phatlocphattai8888", "Common" },
        { "motnamhaibabonnam", null },
        { "nguyenvantuananh", "Common" },
        { "lienquanmobile2026", "Common" },

        // rows of keys, runs, repetitions
        { "qwertyuiopasdfghjkl", "Common" },
        { "asdfghjkl;zxcvbnm,", "Common" },
        { "123456789012345", "Common" },
        { "1234567890987654321", "Common" },
        { "abcdefghijklmnopqrstuv", "Keyboard" },
        { "zyxwvutsrqponmlkj", "Keyboard" },
        { "1qaz2wsx3edc4rfv", "Common" },
        { "aaaaaaaaaaaaaaaaaaaa", "Repeated" },
        { "abababababababababab", "Repeated" },
        { "xyz!xyz!xyz!xyz!xyz!", "Repeated" },
        { "!@#$%^&*()!@#$%^&*()", "Keyboard" },
        { "111222111222111222", "Repeated" },

        // what can be known of the person, the hospital, the site
        { "NguyenHoangPhuong1985", "Context" },
        { "nguyễn hoàng phượng", "Context" },
        { "phuong.nguyen.1985.", "Context" },
        { "BenhVienVietDuc2026", "Context" },
        { "Bệnh viện Việt Đức!", "Context" },
        { "vietduc-hospital-2026", "Context" },
        { "Demo-training-2026", "Context" },
        { "chuyengiaokythuat26", "Context" },
        { "daotaochuyengiao2026", "Context" },
        { "boyte-benhvien-2025", "Context" },
        { "quantri.hospital.01", "Context" },
        { "hoàng phượng đi chợ mua mận", null },
    };

    [Theory, MemberData(nameof(Table))]
    public void Password_IsJudged(string password, string? problem) => Assert.Equal(problem, Rules.Check(password, hasSecondFactor: false, Known)?.ToString());

    [Fact]
    public void List_IsLongEnough() => Assert.True(Words.Count > 40_000, $"{Words.Count} words");

    [Fact]
    public void Length_WithASecondFactor_MayBeShorter()
    {
        Assert.Null(Rules.Check("gW7#pQz!rT2&", hasSecondFactor: true, []));
        Assert.Equal(PasswordProblem.TooShort, Rules.Check("gW7#pQz!rT2", hasSecondFactor: true, []));
        Assert.Equal(PasswordProblem.Common, Rules.Check("matkhau12345", hasSecondFactor: true, []));
    }

    [Fact]
    public void Length_UpTo256CharactersOfAnyKind()
    {
        var phrase = string.Concat(Enumerable.Range(0, 64).Select(i => $"{(char)('a' + (i * 7 % 26))}ễ{i % 10}🐈"));
        Assert.Null(Rules.Check(phrase, false, []));
        Assert.Equal(PasswordProblem.TooLong, Rules.Check(phrase + "x", false, []));
    }

    // bcrypt would cut off after 72 bytes; other hashes at a null character.
    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(73)]
    [InlineData(200)]
    [InlineData(256)]
    public void Hash_OfLongPasswords_DependsOnTheLastCharacter(int length)
    {
        var hasher = new UnicodePasswordHasher(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));
        var user = new User { DisplayName = "" };
        var password = string.Concat(Enumerable.Range(0, length - 1).Select(i => (char)('a' + (i % 26))));
        var hash = hasher.HashPassword(user, password + "X");

        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(user, hash, password + "X"));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(user, hash, password + "Y"));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(user, hash, password));
    }

    [Fact]
    public void Hash_OfLettersWithTones_IsTheSameHoweverTheyAreTyped()
    {
        var hasher = new UnicodePasswordHasher(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));
        var user = new User { DisplayName = "" };
        var composed = "m\u01b0a r\u01a1i tr\u00ean m\u00e1i \u1ec5";
        var decomposed = composed.Normalize(System.Text.NormalizationForm.FormD);
        Assert.NotEqual(composed, decomposed);

        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(user, hasher.HashPassword(user, composed), decomposed));
        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(user, hasher.HashPassword(user, "\ud83d half"), "\ud83d half"));
    }

    [Fact]
    public async Task Queue_FullForTooLong_SaysSo()
    {
        using var queue = new HashingQueue(TimeSpan.FromMilliseconds(1), atOnce: 1);
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var first = queue.RunAsync(
            () =>
            {
                inside.Set();
                leave.Wait();
                return 1;
            },
            default);
        inside.Wait();

        await Assert.ThrowsAsync<SiteBusyException>(() => queue.RunAsync(() => 2, default));

        leave.Set();
        Assert.Equal(1, await first);
        Assert.Equal(3, await queue.RunAsync(() => 3, default));
    }
}
