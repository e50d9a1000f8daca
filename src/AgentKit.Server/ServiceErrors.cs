using Pipeline.Errors;

namespace AgentKit.Server;

/// <summary>Errors of the service's start.</summary>
[ErrorCodes]
internal static class ServiceErrors
{
    public static readonly ErrorCode AddressInUse = new(
        "PIPE6002",
        "The service can't listen on its address",
        "Another process listens there, the address isn't this machine's, or the port needs more rights (below 1024).",
        "Set AGENTKIT_HTTP_ADDRESS and AGENTKIT_HTTP_PORT to a free address.");

    public static readonly ErrorCode UnknownArgument = new(
        "PIPE6003",
        "The service doesn't know an argument",
        "It takes its settings from the environment, and only --describe-configuration from the command line.",
        "Take the argument away, or set the environment variable that stands for it.");

    public static readonly ErrorCode InvalidDatabaseUri = new(
        "PIPE6004",
        "The database's connection string can't be used",
        "MONGODB_URI isn't what MongoDB's drivers take as a connection string.",
        "Correct it: mongodb://host1,host2/?replicaSet=name, or mongodb+srv://host/. User and password have variables of their own.");

    public static readonly ErrorCode NoDatabaseUser = new(
        "PIPE6005",
        "The database's user isn't named",
        "There is a password for the database, and nothing says whose.",
        "Set MONGODB_USERNAME, or put the key username into the secret beside the password.");

    public static readonly ErrorCode NoSecretStore = new(
        "PIPE6006",
        "Settings refer to a secret store, and none is named",
        "A variable holds a reference (secret://…), and SECRET_STORE isn't set.",
        "Set SECRET_STORE, or give the variable its value.");

    public static readonly ErrorCode DevelopmentTokensInProduction = new(
        "PIPE6007",
        "Development tokens in Production",
        "The service was to sign its own tokens in Production.",
        "Take AGENTKIT_DEVELOPMENT_TOKENS away, and set AGENTKIT_OIDC_ISSUER.");

    public static readonly ErrorCode DevelopmentDataInUse = new(
        "PIPE6008",
        "The development database is in use",
        "Another 'dotnet run' of this service has the database's folder.",
        "Stop the other one; or set MONGODB_URI to a database that both can use.");
}
