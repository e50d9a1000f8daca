tool Codecov | Uploads coverage to Codecov.
  nuget CodecovUploader codecov|codecov.exe|codecov-linux|codecov-macos
  url https://docs.codecov.com/docs/codecov-uploader

command Codecov | Uploads coverage.
  Branch                string    --branch {value} | The branch.
  Build                 string    --build {value} | The build's number.
  Sha                   string    --sha {value} | The commit.
  DisableNetwork        bool      --disable-network | Doesn't upload the list of files.
  Dump                  bool      --dump | Shows what would be uploaded.
  EnvironmentVariables  string[]  --env {value} @join(space) | Environment variables to record.
  Features              string[]  --feature {value} | Features to disable.
  Files                 string[]  --file {value} | Files to upload.
  Flags                 string    --flag {value} | Groups the upload belongs to.
  Name                  string    --name {value} | Name of the upload.
  NoColor               bool      --no-color | No colours.
  PullRequest           string    --pr {value} | The pull request.
  RepositoryRoot        string    --root {value} | The repository's root.
  Required              bool      --required | A failed upload is an error.
  Slug                  string    --slug {value} | Owner and name of the repository.
  Tag                   string    --tag {value} | The tag.
  Token                 string    --token {value} @secret @env(CODECOV_TOKEN) | The repository's token; given by environment variable.
  Url                   string    --url {value} | The server.
  Verbose               bool      --verbose | Says more.
