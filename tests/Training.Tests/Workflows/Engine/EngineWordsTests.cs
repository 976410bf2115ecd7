using Training.Workflows.Engine;
using Training.Workflows.Instances;

namespace Training.Tests.Workflows.Engine;

/// <summary>What stops an instance or is refused is said with the names that people gave, and not with keys.</summary>
public sealed class EngineWordsTests
{
    [Theory]
    [InlineData("Fault.NoFlow|which", "Không điều kiện nào đúng ở “Đạt?”, và không có luồng mặc định.")]
    [InlineData("Fault.StuckJoin|which", "“Đạt?” chờ một nhánh không bao giờ tới.")]
    [InlineData("Fault.Condition|Expression.DivisionByZero", null)]
    [InlineData("Fault.Expression|Expression.UnknownVariable|x", "Không tính được một biểu thức: Chưa khai báo biến “x”.")]
    [InlineData("Fault.CallDoesNotFit|other|amount", "Không gọi được quy trình “other”: biến “amount” thiếu hoặc không đúng kiểu.")]
    [InlineData("Fault.Activity|no paper left", "Công việc của hệ thống thất bại: no paper left")]
    [InlineData("Fault.Activity|a|b", "Công việc của hệ thống thất bại: a|b")]
    [InlineData("Something else", "Không rõ lý do.")]
    [InlineData(null, "Không rõ lý do.")]
    public void Fault_IsSaidInWords(string? fault, string? expected)
    {
        foreach (var language in new[] { "vi", "en" })
        {
            var sentence = new JournalWords(new ModuleTexts(language)).Fault(fault, id => id == "which" ? "Đạt?" : id);
            Assert.DoesNotContain("Fault.", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("Expression.", sentence, StringComparison.Ordinal);
            if (language == "vi" && expected is not null)
            {
                Assert.Equal(expected, sentence);
            }
        }
    }

    [Fact]
    public void Refusal_NamesKindsAndElements()
    {
        var texts = new ModuleTexts("vi");
        Assert.Equal("Biến “amount” là số, không phải là văn bản.", EngineWords.Say(texts, new EngineRefusal("Engine.VariableKind", "amount", "Number", "Text"), id => id));
        Assert.Equal("Không tính được một biểu thức: Chưa khai báo biến “x”.", EngineWords.Say(texts, new EngineRefusal("Engine.Expression", "Expression.UnknownVariable", "x"), id => id));
        Assert.Equal("Đang chờ ở “Duyệt”, mà phiên bản kia không có bước tương ứng.", EngineWords.Say(texts, new EngineRefusal("Engine.Migrate.Missing", "check"), _ => "Duyệt"));
    }
}
