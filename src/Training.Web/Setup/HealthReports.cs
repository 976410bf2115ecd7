using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Training.Web.Setup;

/// <summary>What <c>/health/ready</c> says: the status in one word, then a line for each thing that the site does without for now.</summary>
internal static class HealthReports
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var text = new StringBuilder(report.Status.ToString());
        foreach (var (name, entry) in report.Entries.Where(entry => entry.Value is { Status: not HealthStatus.Healthy, Description.Length: > 0 }))
        {
            text.Append('\n').Append(name).Append(": ").Append(entry.Description);
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}
