using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Running;

/// <summary>
/// Letters about a case. In both languages: a letter is often written by the site itself at night, which does not know what its reader reads.
/// </summary>
internal sealed class CaseLetters(
    IMailQueue mail, IRoleHolders holders, ITechniques techniques, IOrganizations organizations, IConfiguration configuration, IStringLocalizer<Texts> texts)
{
    /// <summary>Those who hold one of these roles now, each once.</summary>
    public async Task<IReadOnlyList<AccountInfo>> HoldersAsync(IEnumerable<RoleKey> keys, CancellationToken ct)
    {
        var found = new Dictionary<Guid, AccountInfo>();
        foreach (var key in keys)
        {
            foreach (var account in await holders.FindAsync(key, ct))
            {
                found.TryAdd(account.UserId, account);
            }
        }

        return [.. found.Values];
    }

    /// <summary>Sends one letter to each; <paramref name="body"/> is asked once for each language.</summary>
    /// <param name="to">Accounts.</param>
    /// <param name="transfer">What it is about; named in the subject and linked below the body.</param>
    /// <param name="subject">One line.</param>
    /// <param name="body">What it says.</param>
    /// <param name="ct">Cancels.</param>
    public async Task SendAsync(IEnumerable<AccountInfo> to, TransferInfo transfer, Func<string> subject, Func<string> body, CancellationToken ct)
    {
        var (package, directory) = ((await techniques.GetAsync(ct)).Package(transfer.PackageVersionId), await organizations.GetAsync(ct));
        var root = configuration["Site:BaseAddress"]?.TrimEnd('/');
        var link = string.IsNullOrEmpty(root) ? "" : $"\n\n{root}/transfers/{transfer.Code}/acceptance";
        foreach (var account in to.Where(account => account.Email.Length > 0).DistinctBy(account => account.UserId))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => $"{subject()} – {transfer.Code}",
                () => texts[
                    "Letter.About", transfer.Code, package.Display, directory.Hospital(transfer.GivingHospitalId).Display, directory.Hospital(transfer.ReceivingHospitalId).Display].Value
                    + "\n\n" + body() + link);
        }
    }
}
