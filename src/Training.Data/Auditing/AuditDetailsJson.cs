using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Data;

/// <summary>Who and from where, the same for all events of one write.</summary>
internal sealed record AuditSource(Guid? ActorId, string? ActorName, string? Address, string? Agent, string? Request, string Node)
{
    private const int LongestAgent = 300;

    public static AuditSource Of(IServiceProvider services)
    {
        var user = services.GetService<ICurrentUser>() is { IsSignedIn: true } signedIn ? signedIn : null;
        var http = services.GetService<IHttpContextAccessor>()?.HttpContext;
        var agent = http?.Request.Headers.UserAgent.ToString();
        return new AuditSource(
            user?.UserId,
            user?.Name,
            http?.Connection.RemoteIpAddress?.ToString(),
            agent is { Length: > LongestAgent } ? agent[..LongestAgent] : agent,
            http is null ? null : Api.RequestIdOf(http),
            services.GetService<IConfiguration>()?["Node:Name"] is { Length: > 0 } node ? node : Environment.MachineName);
    }
}

/// <summary>The erasable part of an entry. Control characters and line separators are escaped: whatever was typed stays on one line.</summary>
internal static class AuditDetailsJson
{
    private const int MostRows = 50;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(AuditEvent auditEvent, AuditSource source, IReadOnlyList<RowChange> rows) => JsonSerializer.Serialize(
        new
        {
            actor = source.ActorName,
            address = source.Address,
            agent = source.Agent,
            request = source.Request,
            node = source.Node,
            reason = auditEvent.Reason,
            facts = auditEvent.Facts,
            rowsChanged = rows.Count,
            rows = rows.Take(MostRows).Select(r => new { table = r.Table, key = r.Key, columns = r.Columns }),
        },
        Options);

    /// <summary>Whether the reason or one of the facts holds the words.</summary>
    public static bool Says(string json, string words)
    {
        using var details = JsonDocument.Parse(json);
        var root = details.RootElement;
        return Holds(root.GetProperty("reason")) || (root.GetProperty("facts") is { ValueKind: JsonValueKind.Object } facts && facts.EnumerateObject().Any(fact => Holds(fact.Value)));

        bool Holds(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString()!.Contains(words, StringComparison.Ordinal);
    }

    public static string SearchText(AuditEvent auditEvent, AuditSource source)
        => VietnameseText.Fold(string.Join(' ', new[] { source.ActorName, source.Address, auditEvent.Reason }.Concat(auditEvent.Facts.Values).Where(t => !string.IsNullOrEmpty(t))));
}
