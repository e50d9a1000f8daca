using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Injection;

/// A value from a file of the repository
class FileContentAttribute : ValueInjectionAttributeBase
{
    readonly string _path;

    public FileContentAttribute(string path) => _path = path;

    public override object GetValue(MemberInfo member, object instance) => (Build.RootDirectory / _path).ReadAllText().Trim();
}

class UpperCaseAttribute : ValueInjectionAttributeBase
{
    public string Of { get; set; }

    public override int Priority => -10;

    public override object GetValue(MemberInfo member, object instance) => GetMemberValue<string>(Of, instance)?.ToUpperInvariant();
}

class BrokenAttribute : ValueInjectionAttributeBase
{
    public override object GetValue(MemberInfo member, object instance) => throw new InvalidOperationException("the service is away");
}

/// A parameter that other builds of the company have too
class EnvironmentNameAttribute : ParameterAttribute
{
    public EnvironmentNameAttribute() : base("Where to deploy to")
    {
    }

    public override object GetValue(MemberInfo member, object instance) => base.GetValue(member, instance) ?? "development";

    public override IEnumerable<(string Text, object Object)> GetValueSet(MemberInfo member, object instance) =>
        new[] { "development", "staging", "production" }.Select(x => (x, (object)x));
}

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Print);

    [FileContent("VERSION")] readonly string Version;
    [UpperCase(Of = nameof(Version))] readonly string LoudVersion;
    [EnvironmentName] readonly string Environment;
    [Broken] readonly string Broken = "kept";
    [Broken] [Optional] readonly string Optional;
    [Parameter] [Required] readonly string Needed;

    Target Print => _ => _
        .Requires(() => Version)
        .Executes(() =>
        {
            Console.WriteLine($"Version={Version}");
            Console.WriteLine($"LoudVersion={LoudVersion}");
            Console.WriteLine($"Environment={Environment}");
            Console.WriteLine($"Broken={Broken}");
            Console.WriteLine($"Optional={Optional}");
            Console.WriteLine($"Needed={Needed}");
        });
}
