using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Migrations;
using Pipeline.Components.Targets;
using Pipeline.Secrets;
using Pipeline.Secrets.Rotation;
using Pipeline.Secrets.Rotation.Databases;

namespace Pipeline.Components.Secrets;

/// <summary>
/// Writes and rotates the environment's secrets. In a rehearsal they are in an encrypted file beside its other state, and its database users are those of the embedded
/// server. Values are never shown. What touches secrets is never answered from a cache.
/// </summary>
public interface IRotateSecret : IDeploy, IMigrateDatabase
{
    /// <summary>The secret.</summary>
    [CommandLineParameter("Name of the secret: agentkit/staging/database/app.")]
    string? Secret => TryGetValue(() => Secret);

    /// <summary>The file with the value that <see cref="SetSecret"/> writes.</summary>
    [CommandLineParameter("File with the value that SetSecret writes; /dev/stdin for what is piped in.")]
    string? ValueFile => TryGetValue(() => ValueFile);

    /// <summary>A person's word that all use the new version.</summary>
    [CommandLineParameter("A person has looked, and says that all who use the secret have its new version: for users that report none.")]
    bool ConfirmMoved => TryGetValue<bool?>(() => ConfirmMoved) ?? false;

    /// <summary>The users of the database that take turns in a secret of the area <c>database</c>. Default the image's name with <c>-a</c> and <c>-b</c>.</summary>
    (string First, string Second) DatabaseUsers => ($"{ImageName}-a", $"{ImageName}-b");

    /// <summary>Their roles in the environment's database. Default <c>readWrite</c>.</summary>
    IReadOnlyList<string> DatabaseUserRoles => ["readWrite"];

    /// <summary>The pods that use the secrets, as a label selector. Default those of the image's name.</summary>
    string SecretUsers => $"app.kubernetes.io/name={ImageName}";

    /// <summary>The port of their <c>/metrics</c>. Default 8080.</summary>
    int SecretUsersMetricsPort => 8080;

    /// <summary>Longest wait until all use the new version. Default 10 min.</summary>
    TimeSpan ObserveTimeout => TimeSpan.FromMinutes(10);

    /// <summary>
    /// How a secret is rotated; null for one that can't be. Default by its area, the third segment of its name: <c>database</c> by users that take turns,
    /// <c>signing</c> by a random value, anything else not.
    /// </summary>
    IRotatedCredential? RotationOf(SecretName name, IDatabaseUsers users) => name.Value.Split('/') switch
    {
        [_, _, "database", ..] => new AlternatingUsers(users, DatabaseUsers.First, DatabaseUsers.Second),
        [_, _, "signing", ..] => new RandomValue(),
        _ => null,
    };

    /// <summary>Shows what a rotation would do.</summary>
    Target PlanRotation => _ => _
        .Description("Shows what a rotation of --secret would do. Changes nothing.")
        .Requires(() => Secret!)
        .Requires(() => SecretTargets.CanRotate(this))
        .Executes(async cancellationToken => await SecretTargets.RotateAsync(this, isPlanOnly: true, cancellationToken));

    /// <summary>Rotates a secret.</summary>
    Target RotateSecret => _ => _
        .Description("Rotates --secret: new value, accepted beside the old one, tried, current; the old one goes after all have moved. Again after an interruption: goes on.")
        .Requires(() => Secret!)
        .Requires(() => SecretTargets.CanRotate(this))
        .After(PlanRotation)
        .Executes(async cancellationToken => await SecretTargets.RotateAsync(this, isPlanOnly: false, cancellationToken));

    /// <summary>Writes a secret.</summary>
    Target SetSecret => _ => _
        .Description("Writes the value in --value-file as a new version of --secret.")
        .Requires(() => Secret!, () => ValueFile!)
        .Requires(() => EnvironmentCheck.HasSecretStore(this))
        .Executes(async cancellationToken => await SecretTargets.SetAsync(this, cancellationToken));

    /// <summary>Lists the secrets.</summary>
    Target ListSecrets => _ => _
        .Description("Lists the names of the environment's secrets.")
        .Requires(() => EnvironmentCheck.HasSecretStore(this))
        .After(SetSecret, RotateSecret)
        .Executes(async cancellationToken => await SecretTargets.ListAsync(this, cancellationToken));
}
