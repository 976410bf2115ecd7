namespace Training.Notifications.Contracts;

/// <summary>A letter to one person, plain text.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text; links are whole addresses.</param>
public sealed record Mail(string To, string Subject, string Body)
{
    /// <summary>A letter whose body must not stay in the database once it is sent, such as one with a link that signs somebody in.</summary>
    public bool Secret { get; init; }
}

/// <summary>Puts mail into the outbox. It leaves after the running transaction is committed, and not if it is rolled back.</summary>
public interface IMailQueue
{
    /// <summary>Adds a letter to the running write.</summary>
    void Send(Mail mail);

    /// <summary>
    /// Stores as much as the letter would take, without its words, and sends nothing: where nobody may tell by the time whether there is
    /// somebody to write to.
    /// </summary>
    void Pretend(Mail mail);
}
