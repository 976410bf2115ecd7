using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Data;

internal static class EventDispatch
{
    private static readonly ConcurrentDictionary<Type, Func<IServiceProvider, IDomainEvent, CancellationToken, Task>> Senders = new();

    private static readonly MethodInfo Send = typeof(EventDispatch).GetMethod(nameof(SendAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Hands the events of the saved entities to their handlers.</summary>
    /// <returns>True where there were any, so that what the handlers changed must be saved too.</returns>
    public static async Task<bool> DispatchEventsAsync(this DbContext db, IServiceProvider services, CancellationToken ct)
    {
        IDomainEvent[] events = [.. db.ChangeTracker.Entries<Entity>().SelectMany(entry => entry.Entity.TakeEvents())];
        foreach (var domainEvent in events)
        {
            var sender = Senders.GetOrAdd(
                domainEvent.GetType(),
                type => Send.MakeGenericMethod(type).CreateDelegate<Func<IServiceProvider, IDomainEvent, CancellationToken, Task>>());
            await sender(services, domainEvent, ct);
        }

        return events.Length > 0;
    }

    private static async Task SendAsync<TEvent>(IServiceProvider services, IDomainEvent domainEvent, CancellationToken ct)
        where TEvent : IDomainEvent
    {
        foreach (var handler in services.GetServices<IHandle<TEvent>>())
        {
            await handler.HandleAsync((TEvent)domainEvent, ct);
        }
    }
}
