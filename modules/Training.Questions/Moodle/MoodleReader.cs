using Training.Questions.Formats;
using Training.Questions.Gift;
using Training.Questions.Model;

namespace Training.Questions.Moodle;

/// <summary>Reads Moodle XML (docs.moodle.org: Moodle XML format). Whatever is not understood is a finding with its line.</summary>
internal static class MoodleReader
{
    public static Reading Read(string file)
    {
        var report = new ReportBuilder();
        string? category = null;
        XmlTree.Read(
            file,
            node =>
            {
                if (node.Name != "question")
                {
                    report.Add(new Finding(node.Line, Loss.Whole, "Finding.Xml.NoQuestion", node.Name));
                }
                else if (node.Attributes.GetValueOrDefault("type") == "category")
                {
                    category = GiftReader.CategoryOf(node.Child("category")?.Value("text") ?? node.Value("category") ?? "");
                }
                else
                {
                    new MoodleQuestion(node, category, report).Read();
                }
            },
            report);
        return report.Build();
    }
}
