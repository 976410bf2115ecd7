using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Expressions;

public sealed class ExpressionErrorTests
{
    [Theory]
    [InlineData("vi", "n = t", "Không dùng được phép “=” giữa số và văn bản.")]
    [InlineData("en", "n = t", "“=” can not stand between a number and a text.")]
    [InlineData("vi", "1 + soCa", "Chưa khai báo biến “soCa”.")]
    [InlineData("en", "size(b)", "The function “size” takes a list of texts here, not a true/false value.")]
    public void Sentence_NamesKindsInTheLanguage(string language, string text, string sentence)
        => Assert.Equal(sentence, Assert.Throws<ExpressionError>(() => Sample.Parse(text)).Sentence(new ModuleTexts(language)));

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Sentence_OfEveryRefusal_IsThere(string language)
    {
        var texts = new ModuleTexts(language);
        foreach (var text in ParserTests.Refused.Concat(OperatorTests.Failures).Where(row => (string)row[1] != "").Select(row => (string)row[0]))
        {
            var sentence = Assert.Throws<ExpressionError>(() => _ = Sample.Evaluate(text)).Sentence(texts);
            Assert.DoesNotContain("Expression.", sentence, StringComparison.Ordinal);
        }
    }
}
