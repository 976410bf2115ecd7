using Training.Courses.Quizzes;

namespace Training.Tests.Courses;

public sealed class GraderTests
{
    private static readonly AnswerKey Key = new(8, [.. Enumerable.Range(0, 5).Select(_ => Question())]);

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, true)]
    [InlineData(3, false)]
    [InlineData(0, false)]
    public void Grade_FiveQuestionsPassMarkEight_FromFourOn(int correct, bool passed) => Assert.Equal(new Grade(correct, 5, passed), Grader.Grade(Key, Answers(correct)));

    [Theory]
    [InlineData(0, 0, 7, true)]
    [InlineData(10, 7, 7, true)]
    [InlineData(10, 6, 7, false)]
    [InlineData(7, 4, 6, false)]
    [InlineData(7, 5, 7, true)]
    [InlineData(5, 2, 3, true)]
    public void Grade_PassMark_NeverRounded(int passMark, int correct, int questions, bool passed)
    {
        // 4 of 6 is 6.67 and 5 of 7 is 7.14.
        var key = new AnswerKey(passMark, [.. Enumerable.Range(0, questions).Select(_ => Question())]);
        Assert.Equal(passed, Grader.Grade(key, key.Questions.Index().ToDictionary(q => q.Item.Id, q => q.Index < correct ? q.Item.CorrectOptionId : q.Item.OptionIds[1])).Passed);
    }

    [Fact]
    public void Grade_AnswersOfOtherQuestions_CountNothing()
        => Assert.Equal(0, Grader.Grade(Key, Key.Questions.ToDictionary(_ => Guid.CreateVersion7(), q => q.CorrectOptionId)).CorrectAnswers);

    [Fact]
    public void Grade_RightOptionOfAnotherQuestion_IsWrong()
        => Assert.Equal(0, Grader.Grade(Key, Key.Questions.Zip(Key.Questions.Skip(1)).ToDictionary(pair => pair.First.Id, pair => pair.Second.CorrectOptionId)).CorrectAnswers);

    [Fact]
    public void Unanswered_MissingOrForeignOption_IsNamed()
    {
        var answers = Answers(5);
        answers.Remove(Key.Questions[1].Id);
        answers[Key.Questions[3].Id] = Key.Questions[0].CorrectOptionId;
        Assert.Equal([Key.Questions[1].Id, Key.Questions[3].Id], Grader.Unanswered(Key, answers));
    }

    [Fact]
    public void Unanswered_WrongAnswers_AreAnswers() => Assert.Empty(Grader.Unanswered(Key, Answers(0)));

    [Theory]
    [InlineData(0, 5, "0")]
    [InlineData(4, 5, "8")]
    [InlineData(5, 5, "10")]
    [InlineData(2, 3, "6.7")]
    [InlineData(1, 3, "3.3")]
    [InlineData(1, 8, "1.3")]
    [InlineData(0, 0, "0")]
    public void Score_CorrectAnswers_ZeroToTenWithOneDecimal(int correct, int questions, string expected)
        => Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Grader.Score(correct, questions));

    private static KeyQuestion Question()
    {
        Guid[] options = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        return new KeyQuestion(Guid.CreateVersion7(), options[0], options);
    }

    private static Dictionary<Guid, Guid> Answers(int correct)
        => Key.Questions.Index().ToDictionary(q => q.Item.Id, q => q.Index < correct ? q.Item.CorrectOptionId : q.Item.OptionIds[1]);
}
