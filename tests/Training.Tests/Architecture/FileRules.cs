namespace Training.Tests.Architecture;

/// <summary>Files and folders stay small enough to be read in one go.</summary>
internal static class FileRules
{
    /// <summary>No file is longer than the limit unless the list says why, and nothing is on the list that need not be.</summary>
    public static IReadOnlyList<string> FilesAreShort(IEnumerable<SourceFile> files, int limit, IReadOnlyDictionary<string, string> reviewed)
    {
        var tooLong = files.Where(file => file.LineCount > limit).ToDictionary(file => file.Path, file => file.LineCount);
        return [.. tooLong.Where(file => !reviewed.ContainsKey(file.Key)).Select(file => $"{file.Key} has {file.Value} lines, more than {limit}"),
            .. reviewed.Where(file => tooLong.ContainsKey(file.Key) && file.Value.Length == 0).Select(file => $"{file.Key} is on the list without a reason")];
    }

    /// <summary>What is on the list is still there and still too long.</summary>
    public static IReadOnlyList<string> ListIsNeeded(IEnumerable<SourceFile> files, Func<SourceFile, int> limit, IReadOnlyDictionary<string, string> reviewed) =>
        [.. reviewed.Keys.Except(files.Where(file => file.LineCount > limit(file)).Select(file => file.Path)).Select(path => $"{path} is on the list and need not be")];

    /// <summary>No folder has more files than the limit; a file and what stands beside it (X.cshtml, X.cshtml.cs; X.resx, X.en.resx) count as they are.</summary>
    public static IReadOnlyList<string> FoldersAreSmall(IEnumerable<SourceFile> files, int limit) =>
        [.. files.GroupBy(file => file.Folder).Where(folder => folder.Count() > limit).Select(folder => $"{folder.Key} has {folder.Count()} files, more than {limit}")];

    public static int Percentile(IEnumerable<SourceFile> files, int percent)
    {
        int[] lengths = [.. files.Select(file => file.LineCount).Order()];
        return lengths[Math.Min(lengths.Length - 1, lengths.Length * percent / 100)];
    }
}
