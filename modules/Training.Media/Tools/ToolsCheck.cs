using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace Training.Media.Tools;

/// <summary>Without its tools the site works on, and takes no pictures or PDF files.</summary>
internal sealed class ToolsCheck(ToolBox tools, IStringLocalizer<Texts> texts) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = new List<string>();
        if (tools.MissingForImages is { Count: > 0 } images)
        {
            problems.Add(texts["Health.Images", string.Join(", ", images)]);
        }

        if (tools.MissingForPdf is { Count: > 0 } pdf)
        {
            problems.Add(texts["Health.Pdf", string.Join(", ", pdf)]);
        }

        return Task.FromResult(problems.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', problems)));
    }
}
