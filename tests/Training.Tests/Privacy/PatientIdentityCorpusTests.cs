using Training.Modules;
using Xunit.Abstractions;

namespace Training.Tests.Privacy;

/// <summary>How much the screen finds and how much it blames wrongly, over thousands of notes.</summary>
public sealed class PatientIdentityCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void TuningCorpus_FoundAndBlamed_WithinTheLimits() => AssertLimits("tuning", new ClinicalCorpus(20261012, TuningCorpus.Parts));

    [Fact]
    public void HoldOutCorpus_FoundAndBlamed_WithinTheLimits() => AssertLimits("hold-out", new ClinicalCorpus(77, HoldOutCorpus.Parts));

    private void AssertLimits(string name, ClinicalCorpus corpus)
    {
        var lines = corpus.Lines(clean: 1500, ids: 900, names: 900);
        Assert.True(lines.Count >= 2000);
        var found = lines.ToLookup(line => line.Label, line => (line.Text, Found: PatientIdentityScreen.Find(line.Text) is not null));
        var (ids, names, blamed) = (Share(found[LineLabel.FormattedId]), Share(found[LineLabel.Name]), Share(found[LineLabel.Clean]));
        output.WriteLine($"{name}: {lines.Count} lines; formatted ids {ids:P2}, names {names:P2}, false positives {blamed:P2}");
        foreach (var (text, _) in found.SelectMany(kind => kind.Where(line => line.Found == (kind.Key == LineLabel.Clean))))
        {
            output.WriteLine($"  {text}");
        }

        Assert.True(ids >= 0.99, $"formatted ids: {ids:P2}");
        Assert.True(names >= 0.90, $"names: {names:P2}");
        Assert.True(blamed <= 0.02, $"false positives: {blamed:P2}");
    }

    private static double Share(IEnumerable<(string Text, bool Found)> lines) => lines.Average(line => line.Found ? 1.0 : 0.0);
}
