using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using Microsoft.Extensions.Options;

namespace Training.Notifications.Delivery;

/// <summary>Hands mail to the SMTP server of the settings, over a connection for each letter.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IEmailTransport
{
    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        var settings = options.Value;
        using var message = letter.MessageOf(new MailAddress(settings.From));
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.UseTls,
            UseDefaultCredentials = false,
            Credentials = settings.User.Length > 0 ? new NetworkCredential(settings.User, settings.Password) : null,
        };
        try
        {
            await client.SendMailAsync(message, ct);
        }
        catch (SmtpException exception)
        {
            throw new DeliveryException(ObstacleOf(exception), Reason(exception), exception);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or InvalidOperationException or FormatException)
        {
            throw new DeliveryException(Obstacle.Unreachable, Reason(exception), exception);
        }
    }

    private static Obstacle ObstacleOf(SmtpException exception) => exception.StatusCode switch
    {
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.ExceededStorageAllocation
            or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.TransactionFailed => Obstacle.Refused,
        SmtpStatusCode.MailboxBusy or SmtpStatusCode.LocalErrorInProcessing or SmtpStatusCode.InsufficientStorage => Obstacle.Later,
        _ => exception is SmtpFailedRecipientException ? Obstacle.Later : Obstacle.Unreachable,
    };

    // "Failure sending mail." says nothing; what lies beneath does.
    private static string Reason(Exception exception) => exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message;
}
