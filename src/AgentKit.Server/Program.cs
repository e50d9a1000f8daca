using System.Collections;
using System.Net.Sockets;
using System.Security.Cryptography;
using AgentKit.Server;
using AgentKit.Server.Hosting;
using AgentKit.Server.Settings;
using MongoDB.Driver;
using Pipeline.Errors;

// The edge: the only place that reads arguments, environment and clock.
try
{
    if (args is ["--describe-configuration"])
    {
        Console.Out.WriteLine(ConfigurationDescription.Write(SettingCatalogue.All));
        return 0;
    }

    if (args.Length > 0)
        throw new PipelineException(ServiceErrors.UnknownArgument, $"Unknown argument '{args[0]}'. Settings come from environment variables; --describe-configuration lists them.") { ExitCode = 2 };

    var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(x => (string)x.Key, x => (string?)x.Value ?? "");
    var settings = SettingsReader.Read(environment);
    foreach (var name in SettingsReader.Unknown(environment.Keys))
        Console.Error.WriteLine($"warning: {name} is no setting of this service; --describe-configuration lists them.");

    var parts = new ServiceParts
    {
        Database = new MongoClient("mongodb://127.0.0.1:27017").GetDatabase("agentkit"),
        CursorKey = RandomNumberGenerator.GetBytes(32),
    };
    await using var app = AgentKitApplication.Create(new ServiceSettings { Server = settings }, parts, TimeProvider.System);
    try
    {
        await app.RunAsync();
    }
    catch (IOException error) when (error.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
    {
        throw new PipelineException(ServiceErrors.AddressInUse, $"Can't listen on {settings.HttpAddress}:{settings.HttpPort}: {error.Message} Set AGENTKIT_HTTP_ADDRESS and AGENTKIT_HTTP_PORT to a free address.", error);
    }

    return 0;
}
catch (PipelineException error)
{
    Console.Error.WriteLine($"{error.Code}: {error.Message}");
    return error.ExitCode;
}
