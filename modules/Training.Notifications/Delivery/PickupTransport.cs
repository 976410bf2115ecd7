using System.Net.Mail;

namespace Training.Notifications.Delivery;

/// <summary>Writes each letter as an <c>.eml</c> file, for developers to open.</summary>
/// <param name="folder">Absolute path.</param>
internal sealed class PickupTransport(string folder) : IEmailTransport
{
    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        using var message = letter.MessageOf(new MailAddress("khong-tra-loi@localhost.localdomain"));
        using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
        try
        {
            await client.SendMailAsync(message, ct);
        }
        catch (SmtpException exception)
        {
            throw new DeliveryException(Obstacle.Unreachable, exception.Message, exception);
        }
    }
}
