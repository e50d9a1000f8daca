using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Parameters;

[TypeConverter(typeof(TypeConverter<Configuration>))]
public class Configuration : Enumeration
{
    public static Configuration Debug = new() { Value = nameof(Debug) };
    public static Configuration Release = new() { Value = nameof(Release) };
    public static Configuration Installer = new() { Value = "Release-Installer" };

    public static implicit operator string(Configuration configuration) => configuration.Value;
}

enum Channel { Alpha, Beta, Stable }

record Endpoint(string Address, int Port);

class Build : NukeBuild, IHasFeed, IHasTag
{
    public static int Main() => Execute<Build>(x => x.Print);

    [Parameter("The configuration")] readonly Configuration Configuration = Configuration.Debug;
    [Parameter] readonly Channel Channel = Channel.Beta;
    [Parameter] readonly Channel? Fallback;
    [Parameter] readonly AbsolutePath Output = RootDirectory / "out";
    [Parameter] readonly string[] Names = ["none"];
    [Parameter(Separator = "+")] readonly string[] Flags;
    [Parameter] readonly int[] Numbers;
    [Parameter] readonly Configuration[] Configurations;
    [Parameter] readonly int? Retries;
    [Parameter] readonly int Count = 3;
    [Parameter] readonly bool Fast;
    [Parameter] readonly bool? Sure;
    [Parameter] readonly Endpoint Endpoint;
    [Parameter("Key of the store", Name = "store-key")] [Secret] readonly string Key;
    [Parameter(ValueProviderMember = nameof(Regions))] readonly string Region = "west";
    [Parameter] string FromProperty { get; } = "property";
    [Parameter] public string Settable { get; set; }
    [Parameter] protected readonly Version Version = new(1, 0);
    [Parameter] readonly DateTime? Since;
    [Parameter] readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    [Parameter] readonly Guid? Id;
    [Parameter] readonly double Ratio;
    [Parameter(List = false)] readonly string Hidden = "h";
    [Parameter] static readonly string NeverSet;

    IEnumerable<string> Regions => ["west", "east"];

    Target Print => _ => _
        .Executes(() =>
        {
            Say(nameof(Configuration), (string)Configuration);
            Say(nameof(Channel), Channel);
            Say(nameof(Fallback), Fallback);
            Say(nameof(Output), RootDirectory.GetUnixRelativePathTo(Output));
            Say(nameof(Names), Names.JoinComma());
            Say(nameof(Flags), Flags?.JoinComma());
            Say(nameof(Numbers), Numbers?.Sum());
            Say(nameof(Configurations), Configurations?.Select(x => x.ToString()).JoinComma());
            Say(nameof(Retries), Retries);
            Say(nameof(Count), Count);
            Say(nameof(Fast), Fast);
            Say(nameof(Sure), Sure);
            Say(nameof(Endpoint), Endpoint);
            Say(nameof(Key), Key);
            Say("KeyLength", Key?.Length);
            Say(nameof(Region), Region);
            Say(nameof(FromProperty), FromProperty);
            Say(nameof(Settable), Settable);
            Say(nameof(Version), Version);
            Say(nameof(Since), Since?.Year);
            Say(nameof(Patience), Patience);
            Say(nameof(Id), Id);
            Say(nameof(Ratio), FormattableString.Invariant($"{Ratio}"));
            Say(nameof(Hidden), Hidden);
            Say(nameof(IHasFeed.FeedUrl), ((IHasFeed)this).FeedUrl);
            Say(nameof(IHasFeed.FeedRetries), ((IHasFeed)this).FeedRetries);
            Say(nameof(IHasTag.Tags), ((IHasTag)this).Tags?.JoinComma());
            Say(nameof(IHasTag.Level), ((IHasTag)this).Level);
            Say(nameof(IHasTag.Dry), ((IHasTag)this).Dry);
        });

    static void Say(string name, object value) => Console.WriteLine($"{name}={value}");
}

interface IHasFeed : INukeBuild
{
    [Parameter("Url of the feed")] string FeedUrl => TryGetValue(() => FeedUrl) ?? "default";
    [Parameter] int FeedRetries => TryGetValue<int?>(() => FeedRetries) ?? 7;
}

[ParameterPrefix(nameof(Image))]
interface IHasTag : INukeBuild
{
    string Image => "image";
    [Parameter] string[] Tags => TryGetValue(() => Tags);
    [Parameter] Channel? Level => TryGetValue<Channel?>(() => Level);
    [Parameter] bool Dry => TryGetValue<bool?>(() => Dry) ?? false;
}
