using Training.Acceptance.Council;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Running;

/// <summary>What the audit trail says of a case: always with its transfer, for the auditors of both hospitals.</summary>
internal static class CaseEvents
{
    public static AuditEvent Of(string action, AcceptanceCase acceptance, TransferInfo transfer, IReadOnlyDictionary<string, string?> facts, string? reason = null)
        => Of(action, acceptance.Id, transfer, facts, reason);

    public static AuditEvent Of(string action, Guid subjectId, TransferInfo transfer, IReadOnlyDictionary<string, string?> facts, string? reason = null)
        => new(action, nameof(AcceptanceCase), subjectId)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Reason = reason,
            Facts = new Dictionary<string, string?>(facts) { ["transfer"] = transfer.Code },
        };
}
