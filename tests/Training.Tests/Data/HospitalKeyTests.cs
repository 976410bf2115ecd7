using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Organizations.Hospitals;
using Training.Tests.Support;
using Training.Transfers.Agreements;

namespace Training.Tests.Data;

/// <summary>The hospital is part of the key: no statement, whoever sends it, moves a case to a hospital or a team that it is not of.</summary>
public sealed class HospitalKeyTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_MovedToAnotherHospitalOrTeam_IsRefusedByTheDatabase(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (entry, giving, otherHospital, otherParticipant) = await site.DataAsync(async db =>
        {
            var one = await db.LogbookEntries.FirstAsync();
            var transfer = await db.Transfers.SingleAsync(t => t.Id == one.TransferId);
            return (one.Id, transfer.GivingHospitalId,
                await db.Hospitals.Where(h => h.Id != one.HospitalId && h.Id != transfer.GivingHospitalId).Select(h => h.Id).FirstAsync(),
                await db.Participants.Where(p => p.TransferId != one.TransferId).Select(p => p.Id).FirstAsync());
        });

        foreach (var hospital in new[] { giving, otherHospital })
        {
            await RefusedAsync(site, db => db.Set<LogbookEntry>().Where(e => e.Id == entry).ExecuteUpdateAsync(e => e.SetProperty(x => x.HospitalId, hospital)));
        }

        await RefusedAsync(site, db => db.Set<LogbookEntry>().Where(e => e.Id == entry).ExecuteUpdateAsync(e => e.SetProperty(x => x.ParticipantId, otherParticipant)));
    }

    private static async Task RefusedAsync(Site site, Func<TrainingDbContext, Task<int>> change)
    {
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => site.DataAsync(db => db.WriteAsync(_ => change(db), default)));
        Assert.Contains("foreign key", refused.Message, StringComparison.OrdinalIgnoreCase);
    }
}
