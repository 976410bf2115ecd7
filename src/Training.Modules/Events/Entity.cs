using System.Diagnostics.CodeAnalysis;

namespace Training.Modules;

/// <summary>Something that happened and that other modules may react to, in the same transaction.</summary>
[SuppressMessage("Design", "CA1040:Avoid empty interfaces", Justification = "Marks the records that modules publish.")]
public interface IDomainEvent;

/// <summary>Reacts to an event before the transaction is committed. If it throws, nothing is stored: neither cause nor consequence.</summary>
public interface IHandle<in TEvent>
    where TEvent : IDomainEvent
{
    /// <summary>Called once per event, after the rows that raised it were written.</summary>
    Task HandleAsync(TEvent domainEvent, CancellationToken ct);
}

/// <summary>A stored thing with an identity made in code.</summary>
public abstract class Entity
{
    private readonly List<IDomainEvent> _events = [];

    /// <summary>Version 7: sortable by time, known before the insert.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Publishes an event with the next save.</summary>
    protected void Raise(IDomainEvent domainEvent) => _events.Add(domainEvent);

    /// <summary>Takes the events that wait, each once.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IDomainEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}

/// <summary>Rows that are only ever inserted. The data context refuses to change or delete one.</summary>
[SuppressMessage("Design", "CA1040:Avoid empty interfaces", Justification = "Checked by the data context.")]
public interface IAppendOnly;

/// <summary>Rows that people edit: the version guards against overwriting somebody else's change.</summary>
public interface IVersioned
{
    /// <summary>Counts the changes; raised by the data context.</summary>
    int Version { get; set; }
}
