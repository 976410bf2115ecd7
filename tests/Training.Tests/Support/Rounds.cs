using System.Globalization;

namespace Training.Tests.Support;

/// <summary>How often a test kills the site: a few times each run, and as often as <c>TRAINING_TEST_KILLS</c> says where a figure is wanted.</summary>
internal static class Kills
{
    public static int Or(int usual) => int.TryParse(Environment.GetEnvironmentVariable("TRAINING_TEST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : usual;
}
