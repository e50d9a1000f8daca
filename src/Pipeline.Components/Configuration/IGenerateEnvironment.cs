using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;
using Pipeline.Configuration.Generating;
using Serilog;

namespace Pipeline.Components.Configuration;

/// <summary>Writes what is made of the service's settings: the example file, the documentation, the manifests' keys.</summary>
public interface IGenerateEnvironment : IHazSettings
{
    /// <summary>Writes the files. They are committed; <c>CheckEnvironment</c> fails where they are old.</summary>
    Target GenerateEnvironment => _ => _
        .Description("Writes the example of an environment, the documentation of all variables, and the manifests' keys, from the service's settings.")
        .DependsOn<IPublishService>(x => x.PublishService)
        .Executes(async cancellationToken =>
        {
            var written = 0;
            foreach (var file in EnvironmentGenerator.Generate(DescribeSettings(), Generation))
            {
                var path = RootDirectory / file.Path;
                var isSame = path.FileExists() && (await File.ReadAllTextAsync(path, cancellationToken)).ReplaceLineEndings("\n") == file.Text;
                if (!isSame)
                {
                    path.Parent.CreateDirectory();
                    await File.WriteAllTextAsync(path, file.Text, cancellationToken);
                    written++;
                }

                Log.Information("{State:l} {File:l}", isSame ? "unchanged" : "written  ", file.Path);
            }

            ReportSummary(x =>
            {
                x["Written"] = written.ToString(CultureInfo.InvariantCulture);
                return x;
            });
        });
}
