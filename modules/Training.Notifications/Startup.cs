using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Notifications.Outbox;

namespace Training.Notifications;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<IMailQueue, MailQueue>();
}
