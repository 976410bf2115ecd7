using Training.Courses.SelfEnrolment;

namespace Training.Tests.Courses.Enrolments;

public sealed class CodeTests
{
    [Fact]
    public void Codes_AreReadHoweverTheyAreTyped_AndNeverTwiceTheSame()
    {
        string[] made = [.. Enumerable.Range(0, 500).Select(_ => EnrolmentCode.New())];
        Assert.Equal(made.Length, made.Distinct().Count());
        Assert.All(made, code =>
        {
            var letters = EnrolmentCode.Read(code);
            Assert.Equal(10, letters!.Length);
            Assert.DoesNotContain(letters, c => "01ILOU".Contains(c, StringComparison.Ordinal));
            Assert.Equal(letters, EnrolmentCode.Read($" {code.ToLowerInvariant().Replace("-", " - ", StringComparison.Ordinal)} "));
        });
        Assert.All(["", null, "K7QF2", "K7QF2-9XWDT-A", "K7QF2-9XWD0", "K7QF2-9XWDÔ"], typed => Assert.Null(EnrolmentCode.Read(typed)));
    }
}
