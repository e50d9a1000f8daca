using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Pipeline.Components.Services;
using Pipeline.Configuration.Describing;
using Pipeline.Configuration.Generating;
using Pipeline.Errors;

namespace Pipeline.Components.Configuration;

/// <summary>The service that is delivered declares its settings, and tells them when it is called with <c>--describe-configuration</c>.</summary>
public interface IHazSettings : IPublishService
{
    /// <summary>Where the files go that are written from the settings, and what the manifests call things.</summary>
    GenerationOptions Generation { get; }

    /// <summary>The published service.</summary>
    AbsolutePath ServiceAssembly => PublishDirectory / $"{ServiceProject.NameWithoutExtension}.dll";

    /// <summary>Asks the published service for its settings.</summary>
    /// <exception cref="PipelineException">PIPE2061: it doesn't tell them. PIPE9402: what it tells is something else.</exception>
    sealed ConfigurationDescription DescribeSettings()
    {
        const string Argument = "--describe-configuration";
        using var process = ProcessTasks.StartProcess("dotnet", $"\"{ServiceAssembly}\" {Argument}", logOutput: false, logInvocation: false);
        process.WaitForExit();
        var output = process.Output.ToLookup(x => x.Type, x => x.Text);
        if (process.ExitCode != 0 || !output[OutputType.Std].Any())
            throw new PipelineException(ConfigurationComponentErrors.NotDescribed, $"'dotnet {RootDirectory.GetRelativePathTo(ServiceAssembly)} {Argument}' ended with exit code {process.ExitCode}. {string.Join(' ', output[OutputType.Err].TakeLast(5))}".TrimEnd());
        return ConfigurationDescription.Read(string.Join('\n', output[OutputType.Std]));
    }
}
