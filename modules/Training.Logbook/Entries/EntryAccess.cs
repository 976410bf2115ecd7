using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Entries;

/// <summary>Who may open an entry: its learner, a mentor of the transfer, and whoever lists the cases of one of its two hospitals.</summary>
internal sealed class EntryAccess(ICurrentUser user, ITransfers transfers, IOrganizations organizations)
{
    /// <summary>Answers from what is known; asks for the mentor's rights only where nothing else opens the entry.</summary>
    public async Task<bool> MayOpenAsync(LogbookEntry entry, CancellationToken ct)
    {
        if (entry.PersonId == user.PersonId)
        {
            return true;
        }

        if (user.Can(Permissions.Sign) && user.PersonId is { } me && (await transfers.SupervisedByAsync(me, ct)).Any(s => s.TransferId == entry.TransferId))
        {
            return true;
        }

        var scope = user.ScopeOf(Permissions.ViewCases);
        if (scope.IsEmpty)
        {
            return false;
        }

        var transfer = (await transfers.FindAsync([entry.ParticipantId], ct))[0].Transfer;
        return (await organizations.GetAsync(ct)).Within(scope).Any(h => h.Id == transfer.ReceivingHospitalId || h.Id == transfer.GivingHospitalId);
    }
}
