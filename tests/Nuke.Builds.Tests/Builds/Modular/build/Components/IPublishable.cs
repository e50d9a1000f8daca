using System;
using Nuke.Common;
using Serilog;

[ParameterPrefix(Publishing)]
interface IPublishable : ITestable
{
    const string Publishing = nameof(Publishing);

    [Parameter("The server")] string Server => TryGetValue(() => Server);
    [Parameter] [Secret] string Token => TryGetValue(() => Token);

    Target Publish => _ => _
        .DependsOn<ITestable>(x => x.Test)
        .Requires(() => Token)
        .Requires(() => Server)
        .OnlyWhenStatic(() => Publishable)
        .Executes(() =>
        {
            Console.WriteLine($"Publish to {Server} with {Token}");
        });

    bool Publishable => Server != "nowhere";
}
