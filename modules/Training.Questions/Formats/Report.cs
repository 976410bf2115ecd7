using Training.Questions.Model;

namespace Training.Questions.Formats;

/// <summary>How much of a question could not be taken.</summary>
internal enum Loss
{
    /// <summary>The question is there, without something.</summary>
    Part,

    /// <summary>The question is not there.</summary>
    Whole,
}

/// <summary>Something of a file that could not be taken as it stands. <see cref="Key"/> names a text of the module.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Loss">Of what.</param>
/// <param name="Key">Why.</param>
/// <param name="Arguments">What stands in the places of the text.</param>
internal sealed record Finding(int Line, Loss Loss, string Key, params object[] Arguments);

/// <summary>A question of a file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Name">What its author called it; may be empty.</param>
/// <param name="Body">As the bank would keep it.</param>
/// <param name="Tags">Its tags, and the last part of its category.</param>
internal sealed record FoundQuestion(int Line, string Name, QuestionBody Body, IReadOnlyList<string> Tags);

/// <summary>What a file holds: everything that can be taken, and everything that can not, by line. Nothing is left out of both.</summary>
internal sealed record Reading(IReadOnlyList<FoundQuestion> Questions, IReadOnlyList<Finding> Findings);

/// <summary>A question on its way into a file.</summary>
internal sealed record NamedQuestion(string Name, QuestionBody Body, IReadOnlyList<string> Tags);

/// <summary>Something that a format can not hold. <see cref="Key"/> names a text of the module.</summary>
/// <param name="Name">The question.</param>
/// <param name="Loss">Whether the file has the question.</param>
/// <param name="Key">What is missing.</param>
internal sealed record Omission(string Name, Loss Loss, string Key);

/// <summary>A written file, and what it could not hold.</summary>
internal sealed record Writing(string Text, IReadOnlyList<Omission> Omissions);

/// <summary>How much a file may hold.</summary>
internal static class FileLimits
{
    public const int Bytes = 4 * 1024 * 1024;

    public const int Questions = 1_000;

    /// <summary>Nobody reads more of them.</summary>
    public const int Findings = 2_000;

    public const int XmlDepth = 12;

    public const int XmlElements = 200_000;

    public const int NameLength = 200;

    public const int TagLength = 60;

    public const int Tags = 20;
}

/// <summary>Puts together what a reader finds, within the limits.</summary>
internal sealed class ReportBuilder
{
    private readonly List<FoundQuestion> _questions = [];
    private readonly List<Finding> _findings = [];

    public bool IsFull => _questions.Count >= FileLimits.Questions || _findings.Count >= FileLimits.Findings;

    public void Add(Finding finding)
    {
        // The place of the last one is for saying that there are more.
        if (_findings.Count < FileLimits.Findings)
        {
            _findings.Add(_findings.Count == FileLimits.Findings - 1 ? new Finding(finding.Line, Loss.Whole, "Finding.TooMany", FileLimits.Findings) : finding);
        }
    }

    /// <summary>Takes the question where nothing keeps it from being asked; otherwise notes every reason.</summary>
    public void Add(FoundQuestion question, IEnumerable<Finding> parts)
    {
        var reasons = Validation.Check(question.Body);
        foreach (var reason in reasons)
        {
            Add(new Finding(question.Line, Loss.Whole, "Finding.Reason", reason));
        }

        if (reasons.Count > 0)
        {
            return;
        }

        var name = Words.Clean(question.Name).Replace('\n', ' ');
        if (name.Length > FileLimits.NameLength)
        {
            name = name[..(char.IsHighSurrogate(name[FileLimits.NameLength - 1]) ? FileLimits.NameLength - 1 : FileLimits.NameLength)];
            Add(new Finding(question.Line, Loss.Part, "Finding.Name.TooLong", FileLimits.NameLength));
        }

        foreach (var finding in parts)
        {
            Add(finding);
        }

        var tags = question.Tags.Select(tag => Words.Clean(tag).Replace('\n', ' ')).Where(tag => tag.Length > 0).Distinct().ToArray();
        var kept = tags.Where(tag => tag.Length <= FileLimits.TagLength).Take(FileLimits.Tags).ToArray();
        if (kept.Length < tags.Length)
        {
            Add(new Finding(question.Line, Loss.Part, "Finding.Tags", FileLimits.Tags, FileLimits.TagLength));
        }

        _questions.Add(question with { Name = name, Tags = kept });
    }

    public Reading Build() => new(_questions, [.. _findings.OrderBy(finding => finding.Line)]);
}
