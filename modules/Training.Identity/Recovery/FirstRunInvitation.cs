using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Training.Data;
using Training.Identity.Account;
using Training.Identity.Tokens;
using Training.Modules;

namespace Training.Identity.Recovery;

/// <summary>
/// A site without an administrator prints a link at its start, once, that makes one and works for an hour. Whoever missed it starts the
/// site again. Nobody finds a default password, since there is none.
/// </summary>
internal sealed class FirstRunInvitation(IServiceScopeFactory scopes, StartNotes notes, IConfiguration configuration, IHostEnvironment environment) : IHostedService
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Site:BaseAddress"] is not { Length: > 0 } && !environment.IsDevelopment())
        {
            notes.Add("Warning: Site:BaseAddress is not set, so no letters with links are sent: nobody can set a new password by mail.");
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrainingDbContext>();
        if (await db.Set<Grants.RoleGrant>().AnyAsync(g => g.Role == Roles.Administrator, cancellationToken))
        {
            return;
        }

        var token = "";
        await db.WriteAsync(
            _ =>
            {
                token = scope.ServiceProvider.GetRequiredService<AccountTokens>().Add(TokenPurpose.FirstRun, null, Lifetime);
                return Task.CompletedTask;
            },
            cancellationToken);
        notes.Add($"There is no administrator yet. Within an hour, open {configuration["Site:BaseAddress"]?.TrimEnd('/')}/account/first-run/{token} to make the first one.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
