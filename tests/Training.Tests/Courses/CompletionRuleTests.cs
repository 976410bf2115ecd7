using Training.Courses.Completion;

namespace Training.Tests.Courses;

public sealed class CompletionRuleTests
{
    [Theory]
    [InlineData(3, 3, true, true)]
    [InlineData(3, 2, true, false)]
    [InlineData(3, 3, false, false)]
    [InlineData(3, 0, false, false)]
    [InlineData(1, 1, true, true)]
    public void IsMet_LessonsAndQuiz_BothAreNeeded(int lessons, int read, bool passed, bool met) => Assert.Equal(met, CompletionRule.IsMet(lessons, read, passed));
}
