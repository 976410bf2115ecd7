using System.Net;
using System.Text;
using Markdig.Helpers;
using Markdig.Syntax;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>What a question between the lines says, in the language of the page.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Right">Where the answer is right.</param>
/// <param name="Wrong">Where it is not.</param>
internal sealed record SelfCheckWords(string Title, string Right, string Wrong)
{
    /// <summary>Reads them.</summary>
    public static SelfCheckWords Of(IStringLocalizer<Texts> texts) => new(texts["Check"], texts["Check.Right"], texts["Check.Wrong"]);
}

/// <summary>
/// A question that readers ask themselves in the middle of a lesson; nothing of it is counted or stored. A block of code called <c>hỏi</c>, with its accents or without, or <c>check</c>: the
/// question in its first line, then answers behind <c>[x]</c> and <c>[ ]</c>; other lines explain. An answer that is opened says whether it is right, without a script.
/// </summary>
internal static class SelfCheck
{
    // Stand where the words belong; taken out of what authors write.
    public const char Title = '\uE001';
    public const char Right = '\uE002';
    public const char Wrong = '\uE003';

    private const int Least = 2;

    /// <summary>Turns such blocks into markup.</summary>
    /// <param name="document">Of the lesson.</param>
    /// <returns>Questions of those that stay code: fewer than two answers, or none that is right.</returns>
    public static IReadOnlyList<string> Write(MarkdownDocument document)
    {
        var unfinished = new List<string>();
        foreach (var (number, block) in document.Descendants<FencedCodeBlock>().Where(b => VietnameseText.Fold(b.Info ?? "") is "hoi" or "check").ToArray().Index())
        {
            if (Parse(block.Lines.ToString()) is { Answers.Count: >= Least } check && check.Answers.Any(answer => answer.IsRight))
            {
                var parent = block.Parent!;
                parent[parent.IndexOf(block)] = new HtmlBlock(null) { Lines = new StringLineGroup(Markup(check, number)) };
            }
            else
            {
                unfinished.Add(block.Lines.ToString().Split('\n')[0].Trim());
            }
        }

        return unfinished;
    }

    private static (string Question, IReadOnlyList<(string Text, bool IsRight)> Answers, string Why) Parse(string text)
    {
        var (question, answers, why) = ("", new List<(string, bool)>(), new List<string>());
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (line.StartsWith("[x]", StringComparison.OrdinalIgnoreCase) || line.StartsWith("[ ]", StringComparison.Ordinal) || line.StartsWith("[]", StringComparison.Ordinal))
            {
                answers.Add((line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].Trim(), line[1] is 'x' or 'X'));
            }
            else if (question.Length == 0)
            {
                question = line;
            }
            else
            {
                why.Add(line);
            }
        }

        return (question, answers, string.Join(' ', why));
    }

    private static string Markup((string Question, IReadOnlyList<(string Text, bool IsRight)> Answers, string Why) check, int number)
    {
        // One line: markup of a block would end at an empty one.
        var html = new StringBuilder();
        html.Append("<section class=\"self-check\"><p><small>").Append(Title).Append("</small><br>").Append(WebUtility.HtmlEncode(check.Question)).Append("</p>");
        foreach (var (text, isRight) in check.Answers)
        {
            html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<details name=\"check-{number}\" class=\"{(isRight ? "right" : "wrong")}\"><summary>{WebUtility.HtmlEncode(text)}</summary><p><strong>{(isRight ? Right : Wrong)}</strong> {WebUtility.HtmlEncode(check.Why)}</p></details>");
        }

        return html.Append("</section>").ToString();
    }
}
