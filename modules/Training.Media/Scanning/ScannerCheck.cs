using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace Training.Media.Scanning;

/// <summary>While a configured scanner does not answer the site works on; new files wait or are refused.</summary>
internal sealed class ScannerCheck(Scanner scanner, IStringLocalizer<Texts> texts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => !scanner.IsOn || await scanner.AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(texts["Health.Scanner"]);
}
