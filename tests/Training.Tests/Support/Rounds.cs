using System.Globalization;

namespace Training.Tests.Support;

/// <summary>How often a test kills the site or loses the network: a few times each run, and as often as <c>TRAINING_TEST_ROUNDS</c> says where a figure is wanted.</summary>
internal static class Rounds
{
    public static int Or(int usual) => int.TryParse(Environment.GetEnvironmentVariable("TRAINING_TEST_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : usual;
}
