using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Requests;

/// <summary>With whom the requests of members are since when, in words.</summary>
internal sealed class RequestStatus(IProcesses processes, IStringLocalizer<Texts> texts) : ICertificateStatus
{
    public async Task<IReadOnlyDictionary<Guid, CertificateStatus>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct)
        => (await processes.WaitingAsync(CertificateRequest.SubjectType, participantIds, null, ct))
            .GroupBy(task => task.SubjectId)
            .ToDictionary(tasks => tasks.Key, tasks => new CertificateStatus(Of(tasks.Last()), RequestForm.Address(tasks.Key)));

    /// <summary>What a request waits for.</summary>
    public string Of(WaitingTask? task) => task switch
    {
        null => texts["Status.Running"],
        { Form: { } form } when Decide.Forms.ContainsKey(form) => texts[$"Status.{form}", Show.Time(task.Since)],
        _ => texts["Status.Task", task.Name, Show.Time(task.Since)],
    };
}
