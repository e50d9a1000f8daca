using AgentKit.KillHost;
using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Files;
using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Files.Sweeping;
using AgentKit.Server.Hosting;
using AgentKit.Server.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// serve: runs the service, prints its address and a token, and kills itself at a crash point. recover: what another process does, a day later.
// Arguments: serve or recover, database's URI, its name, folder, largest file that is checked at once, crash point (or none).
var isServing = args[0] == "serve";
TimeProvider time = isServing ? TimeProvider.System : new LaterTime(TimeSpan.FromHours(25));
var database = new DatabaseSettings { Uri = args[1], Name = args[2] };
var settings = new ServiceSettings
{
    Server = new ServerSettings { Environment = "Development", HttpAddress = "127.0.0.1", HttpPort = 0, DrainDelay = TimeSpan.Zero, LogLevel = LogLevel.None },
    Database = database,
    Files = new FileSettings { InlineCheckMaxBytes = long.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture), MultipartFromBytes = 1_000_000, CheckRetry = TimeSpan.FromMilliseconds(50) },
};
var parts = await HostedParts.OpenAsync(database, args[3], new KillSwitch(Enum.TryParse<CrashPoint>(args[5], out var point) ? point : null), time);
await using var app = AgentKitApplication.Create(settings, parts, time);
if (isServing)
{
    await app.StartAsync();
    Console.Out.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    Console.Out.WriteLine(parts.DevelopmentTokens!.Issue("org-a", "user-1", CallerRole.Member, TimeSpan.FromMinutes(10)));
    Console.Out.Flush();
    // Until whoever started it is done.
    await Console.In.ReadToEndAsync();
    await app.StopAsync();
}
else
{
    // What one pass leaves undone, another does.
    for (var pass = 0; pass < 2; pass++)
    {
        await app.Services.GetRequiredService<FileSweeper>().RunOnceAsync(CancellationToken.None);
        await app.Services.GetRequiredService<QuarantineWorker>().RunOnceAsync(CancellationToken.None);
    }
}

return 0;
