namespace Training.Notifications.Delivery;

/// <summary>A letter as it leaves.</summary>
/// <param name="Id">Stays the same at every try, and so does the Message-ID made of it: a server or a reader that gets it twice can tell.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
internal sealed record Letter(Guid Id, string To, string Subject, string Body);

/// <summary>What it means for the letter that it did not leave.</summary>
internal enum Obstacle
{
    /// <summary>The server will not have this letter, today or tomorrow.</summary>
    Refused,

    /// <summary>Not this letter, not now.</summary>
    Later,

    /// <summary>No letter now: the server does not answer, or does not let us in.</summary>
    Unreachable,
}

/// <summary>The letter did not leave.</summary>
internal sealed class DeliveryException(Obstacle obstacle, string message, Exception? inner = null) : Exception(message, inner)
{
    public Obstacle Obstacle { get; } = obstacle;
}

/// <summary>Hands a letter over to whoever carries it on.</summary>
internal interface IEmailTransport
{
    /// <summary>Returns once the letter is accepted.</summary>
    /// <exception cref="DeliveryException">It is not.</exception>
    Task SendAsync(Letter letter, CancellationToken ct);
}
