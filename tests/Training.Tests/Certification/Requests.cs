using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Certification.Requests;
using Training.Modules;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Definitions;
using Training.Workflows.Running;

namespace Training.Tests.Certification;

/// <summary>The steps from the last target to the certificate, each through the site's own forms.</summary>
internal static class Requests
{
    public const string ApproveButton = "button[formaction*=Approve]";
    public const string ReturnButton = "button[formaction*=Return]";
    public const string CompleteButton = "button[formaction*=Complete]";
    public const string SignButton = "button[formaction*=Sign]";
    public const string DeclineButton = "button[formaction*=Decline]";

    /// <summary>The page of the demo trainee's request.</summary>
    public static async Task<string> RequestAddressAsync(this Site site) => $"/certificates/requests/{await site.ParticipantIdAsync()}";

    public static async Task<Guid> ParticipantIdAsync(this Site site)
    {
        var me = await site.PersonIdAsync(Given.Trainee);
        return await site.DataAsync(db => db.Set<Training.Transfers.Participants.Participant>().Where(p => p.PersonId == me).Select(p => p.Id).SingleAsync());
    }

    /// <summary>Theory and every case of the demo's trainee.</summary>
    public static async Task MeetTargetsAsync(this Site site)
    {
        var trainee = await site.SignedInAsync("hocvien");
        await site.PassTheoryAsync(trainee);
        await site.SignLastCaseAsync(trainee, await site.SignedInAsync("huongdan"));
    }

    public static async Task<Answer> StepAsync(this Visitor visitor, string address, string button, string? reason = null, string? password = null)
        => await visitor.SubmitAsync(await visitor.GetAsync(address), Said(reason, password), button);

    public static Dictionary<string, string?> Said(string? reason = null, string? password = null)
    {
        var said = new Dictionary<string, string?> { ["Input.Reason"] = reason ?? "" };
        if (password is not null)
        {
            said["Input.Password"] = password;
        }

        return said;
    }

    /// <summary>The training office confirms the evidence, the director signs.</summary>
    public static async Task CertifyAsync(this Site site)
    {
        var address = await site.RequestAddressAsync();
        Accepted(await (await site.SignedInAsync("giaovu")).StepAsync(address, ApproveButton));
        Accepted(await (await site.SignedInAsync("giamdoc")).StepAsync(address, SignButton, password: Visitor.DemoPassword));
    }

    public static void Accepted(Answer answer) => Assert.True(answer.IsRedirect, $"{answer.Status} {string.Join(' ', answer.Errors)} {answer.Text}");

    public static async Task<List<Certificate>> CertificatesOfTraineeAsync(this Site site)
    {
        var me = await site.PersonIdAsync(Given.Trainee);
        return await site.DataAsync(db => db.Certificates.AsNoTracking().Where(c => c.PersonId == me).ToListAsync());
    }

    /// <summary>What was asked for the demo's trainee; each has its own instance of the process.</summary>
    public static async Task<List<CertificateRequest>> RequestsOfTraineeAsync(this Site site)
    {
        var me = await site.PersonIdAsync(Given.Trainee);
        var found = await site.DataAsync(db => db.CertificateRequests.AsNoTracking().Where(r => r.PersonId == me).ToListAsync());
        var instances = await site.DataAsync(db => db.Set<Instance>().CountAsync(i => i.PersonId == me && i.SubjectType == CertificateRequest.SubjectType));
        Assert.Equal(found.Count, instances);
        return found;
    }

    public static async Task<List<RequestDecision>> DecisionsOfTraineeAsync(this Site site)
    {
        var me = await site.PersonIdAsync(Given.Trainee);
        return await site.DataAsync(db => db.RequestDecisions.AsNoTracking().Where(d => d.HolderPersonId == me).OrderBy(d => d.At).ToListAsync());
    }

    /// <summary>An administrator publishes the delivered process with one change.</summary>
    public static async Task PublishChangedAsync(this Site site, string process, string from, string to)
    {
        var document = await site.DataAsync(db => (from p in db.Set<Process>() where p.Key == process join v in db.Set<ProcessVersion>() on p.Id equals v.ProcessId select v.Document).SingleAsync());
        Assert.Contains(from, document, StringComparison.Ordinal);
        await site.PublishAsync(document.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>A second director of the giving hospital.</summary>
    public static async Task<Visitor> SecondDirectorAsync(this Site site)
        => await site.SignedInAsync(await site.AccountAsync(Given.SecondMentor, Roles.Director, "viet-duc"));
}
