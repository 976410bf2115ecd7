using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Training.Data;

namespace Training.Audit.Checkpoints;

/// <summary>What anybody needs to check the trail from outside: the public keys (RFC 7517) and the newest checkpoint.</summary>
internal static class PublicKeys
{
    public static void MapPublicKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/jwks.json", (SigningKey key) => Results.Json(new { keys = key.All.Select(Jwk) })).WithMetadata(new AllowAnonymousAttribute());
        routes.MapGet("/audit/checkpoint", NewestAsync).WithMetadata(new AllowAnonymousAttribute());
        routes.MapGet("/audit/keys.pem", (SigningKey key) => Results.Text(string.Concat(key.All.Select(k => k.ExportSubjectPublicKeyInfoPem() + "\n")), "application/x-pem-file"))
            .WithMetadata(new AllowAnonymousAttribute());
    }

    private static object Jwk(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            use = "sig",
            alg = "ES256",
            kid = Convert.ToHexStringLower(CheckpointNote.KeyId(key)),
            x = Base64Url.EncodeToString(point.X),
            y = Base64Url.EncodeToString(point.Y),
        };
    }

    private static async Task<IResult> NewestAsync(TrainingDbContext db, CancellationToken ct)
        => await db.Checkpoints.OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync(ct) is { } note
            ? Results.Text(note, "text/plain; charset=utf-8")
            : Results.NotFound();
}
