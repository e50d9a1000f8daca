using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Git;

/// <summary>Gives a <see cref="GitRepository"/> member the repository that the build's root directory is in.</summary>
public class GitRepositoryAttribute : ValueInjectionAttributeBase
{
    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance) => GitRepository.FromLocalDirectory(Build.RootDirectory);
}
