using System;

namespace Gallery;

/// <summary>One program for many build classes, because each project costs seconds to compile. GALLERY_BUILD names the class; the arguments are the build's alone.</summary>
public static class Program
{
    public static int Main() => Environment.GetEnvironmentVariable("GALLERY_BUILD") switch
    {
        "Parameters" => Parameters.Build.Main(),
        "Relations" => Relations.Build.Main(),
        "Failures" => Failures.Build.Main(),
        "Inheritance" => Inheritance.Build.Main(),
        "Extensions" => Extensions.Build.Main(),
        "Injection" => Injection.Build.Main(),
        "Tools" => Tools.Build.Main(),
        "Workflows" => Workflows.Build.Main(),
        "Matrix" => Matrix.Build.Main(),
        "Statics" => Statics.Build.Main(),
        "Conditions" => Conditions.Build.Main(),
        "Asynchronous" => Asynchronous.Build.Main(),
        "Mixins" => Mixins.Build.Main(),
        "Requirements" => Requirements.Build.Main(),
        "Hosts" => Hosts.Build.Main(),
        "Files" => Files.Build.Main(),
        "Broken" => Broken.Build.Main(),
        "Cyclic" => Broken.Cyclic.Main(),
        "Foreign" => Broken.Foreign.Main(),
        "Exploding" => Broken.Exploding.Main(),
        var other => throw new ArgumentException($"GALLERY_BUILD is '{other}', which is no build of the gallery."),
    };
}
