using Training.Workflows.Running;

namespace Training.Workflows.Instances;

/// <summary>How instances stand, for lists.</summary>
internal enum InstanceStanding
{
    Running,
    Stopped,
    Ended,
}

internal static class InstanceStandings
{
    public static IQueryable<Instance> In(this IQueryable<Instance> instances, InstanceStanding standing) => standing switch
    {
        InstanceStanding.Stopped => instances.Where(i => i.FaultedAt != null && i.EndedAt == null),
        InstanceStanding.Ended => instances.Where(i => i.EndedAt != null),
        _ => instances.Where(i => i.FaultedAt == null && i.EndedAt == null),
    };
}
