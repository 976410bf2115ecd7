using System.Globalization;
using System.Text;
using Training.Tests.Architecture;
using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

/// <summary>The documents beside these tests, and what the reader makes of them.</summary>
internal static class Documents
{
    private const string Module = "modules/Training.Workflows/Texts";

    private static readonly Lazy<TextSet> AllTexts = new(() => TextSet.Read(
        Repository.Files.Single(file => file.Path == Module + ".resx"),
        Repository.Files.Single(file => file.Path == Module + ".en.resx")));

    public static TextSet Texts => AllTexts.Value;

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Training.Tests/Workflows/Bpmn/Documents", name + ".bpmn"));

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static ReadResult Read(string name) => BpmnReader.Read(Bytes(name));

    public static ReadResult ReadText(string text) => BpmnReader.Read(Encoding.UTF8.GetBytes(text));

    /// <summary>A document that can be run.</summary>
    public static ProcessModel Model(string name) => Model(Read(name));

    public static ProcessModel Model(ReadResult result)
    {
        Assert.True(result.Problems.Count == 0, string.Join('\n', result.Problems));
        return Assert.IsType<ProcessModel>(result.Model);
    }

    /// <summary>The one problem of a document that is refused; its sentence takes what it is given, in both languages.</summary>
    public static Problem Refused(ReadResult result)
    {
        Assert.Null(result.Model);
        Assert.Empty(result.Warnings);
        Assert.True(result.Problems.Count == 1, string.Join('\n', result.Problems));
        Say(result.Problems[0]);
        return result.Problems[0];
    }

    public static void Say(Problem problem)
    {
        object[] arguments = problem.Cause is null ? [.. problem.Arguments] : [.. problem.Arguments, ""];
        foreach (var texts in new[] { Texts.Vietnamese, Texts.English })
        {
            var text = texts.Single(text => text.Key == problem.Reason).Value;
            Assert.DoesNotContain('{', string.Format(CultureInfo.InvariantCulture, text, [.. arguments.Select(_ => "x")]));
        }
    }
}
