using Training.Modules;

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

/// <summary>Letters to people of whom the site does not know what they read.</summary>
public static class LettersInEachLanguage
{
    /// <summary>Sends a letter that says everything in each language of the site.</summary>
    /// <param name="mail">The outbox.</param>
    /// <param name="to">The address.</param>
    /// <param name="subject">One line; asked once for each language.</param>
    /// <param name="body">Plain text; asked once for each language.</param>
    /// <param name="secret">See <see cref="Mail.Secret"/>.</param>
    public static void SendInEachLanguage(this IMailQueue mail, string to, Func<string> subject, Func<string> body, bool secret = false)
        => mail.Send(new Mail(to, string.Join(" / ", InLanguages.Each(subject)), string.Join("\n\n* * *\n\n", InLanguages.Each(body))) { Secret = secret });
}
