using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

public sealed class StepSentenceTests
{
    [Theory]
    [InlineData("P3D", "3 ngày")]
    [InlineData("P1Y2M", "14 tháng")]
    [InlineData("P1W", "7 ngày")]
    [InlineData("P1DT4H30M", "1 ngày 4 giờ 30 phút")]
    [InlineData("PT90M", "1 giờ 30 phút")]
    [InlineData("R3/P1D", "R3/P1D")]
    [InlineData("= deadline", "= deadline")]
    public void Duration_InADetail_IsSaidInWords(string text, string expected)
        => Assert.Equal($"Hạn: {expected}", new StepDetail("Step.Due", text).Say(new ModuleTexts("vi"), name => name));

    [Fact]
    public void Duration_InAnotherDetail_StaysAsItIs()
        => Assert.Equal("Biểu mẫu: P3D", new StepDetail("Step.Form", "P3D").Say(new ModuleTexts("vi"), name => name));
}
