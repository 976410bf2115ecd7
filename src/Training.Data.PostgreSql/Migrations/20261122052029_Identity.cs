using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Identity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Identity_Appointments_HospitalId",
                table: "Identity_Appointments");

            migrationBuilder.DropIndex(
                name: "IX_Identity_Appointments_PersonId_HospitalId_From",
                table: "Identity_Appointments");

            migrationBuilder.DropColumn(
                name: "MergedFrom",
                table: "Organizations_Provinces");

            migrationBuilder.AlterColumn<string>(
                name: "Code",
                table: "Organizations_Provinces",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(2)",
                oldMaxLength: 2);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "Organizations_Provinces",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedReference",
                table: "Organizations_Provinces",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SuccessorId",
                table: "Organizations_Provinces",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Organizations_Provinces",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "Organizations_Hospitals",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedReference",
                table: "Organizations_Hospitals",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "KnownOn",
                table: "Organizations_Hospitals",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<string>(
                name: "Rank",
                table: "Organizations_Hospitals",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SuccessorId",
                table: "Organizations_Hospitals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ProofId",
                table: "Logbook_Decisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedHash",
                table: "Logbook_Decisions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DisabledAt",
                table: "Identity_Users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DisabledReason",
                table: "Identity_Users",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PasswordChangedAt",
                table: "Identity_Users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Identity_Users",
                type: "character varying(250)",
                maxLength: 250,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SortKey",
                table: "Identity_Users",
                type: "character varying(700)",
                maxLength: 700,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "EndReason",
                table: "Identity_RoleGrants",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndedAt",
                table: "Identity_RoleGrants",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "EndedByUserId",
                table: "Identity_RoleGrants",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "GrantedAt",
                table: "Identity_RoleGrants",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "GrantedByUserId",
                table: "Identity_RoleGrants",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Identity_RoleGrants",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<string>(
                name: "SearchText",
                table: "Identity_People",
                type: "character varying(600)",
                maxLength: 600,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(250)",
                oldMaxLength: 250);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DateOfBirth",
                table: "Identity_People",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Email",
                table: "Identity_People",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "LicenceExpiresOn",
                table: "Identity_People",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "LicenceIssuedOn",
                table: "Identity_People",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicenceKey",
                table: "Identity_People",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicenceNumber",
                table: "Identity_People",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicenceScope",
                table: "Identity_People",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Identity_People",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "Identity_People",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "NameWords",
                table: "Identity_People",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "NationalIdHash",
                table: "Identity_People",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NationalIdSealed",
                table: "Identity_People",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "Identity_People",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Profession",
                table: "Identity_People",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Specialty",
                table: "Identity_People",
                type: "character varying(150)",
                maxLength: 150,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Identity_People",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Identity_Appointments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddUniqueConstraint(
                name: "AK_Transfers_Transfers_Id_ReceivingHospitalId",
                table: "Transfers_Transfers",
                columns: new[] { "Id", "ReceivingHospitalId" });

            migrationBuilder.AddUniqueConstraint(
                name: "AK_Transfers_Participants_Id_TransferId",
                table: "Transfers_Participants",
                columns: new[] { "Id", "TransferId" });

            migrationBuilder.CreateTable(
                name: "Audit_Checkpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Root = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    SignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit_Checkpoints", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "Data_AuditDetails",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    Salt = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    Json = table.Column<string>(type: "text", nullable: true),
                    SearchText = table.Column<string>(type: "text", nullable: true),
                    ErasedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Data_AuditDetails", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "Data_AuditHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Edge = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Data_AuditHead", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Data_AuditHospitals",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Data_AuditHospitals", x => new { x.HospitalId, x.Index });
                });

            migrationBuilder.CreateTable(
                name: "Data_AuditLeaves",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    Json = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Nodes = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Action = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SubjectType = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: true),
                    OnBehalfOf = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Data_AuditLeaves", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "Data_SnapshotVersions",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Data_SnapshotVersions", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Exchange_Uploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Import = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Size = table.Column<int>(type: "integer", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Scope = table.Column<string>(type: "text", nullable: false),
                    ClaimedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RowsTotal = table.Column<int>(type: "integer", nullable: false),
                    RowsDone = table.Column<int>(type: "integer", nullable: false),
                    PlannedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Refusal = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    RefusalArguments = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NewRows = table.Column<int>(type: "integer", nullable: false),
                    ChangedRows = table.Column<int>(type: "integer", nullable: false),
                    RemovedRows = table.Column<int>(type: "integer", nullable: false),
                    SameRows = table.Column<int>(type: "integer", nullable: false),
                    Problems = table.Column<int>(type: "integer", nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    CommittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exchange_Uploads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Identity_AccountTokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: true),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_AccountTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_AccountTokens_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_ApiTokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Permissions = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastUsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RevokedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_ApiTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_ApiTokens_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Authenticators",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    SealedSeed = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastStep = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Authenticators", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_Authenticators_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_GrantLocks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_GrantLocks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: true),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    InvitedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    InvitedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Invitations", x => x.Id);
                    table.CheckConstraint("CK_Identity_Invitations_Role", "\"Role\" IS NULL OR \"HospitalId\" IS NOT NULL");
                    table.ForeignKey(
                        name: "FK_Identity_Invitations_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_Invitations_Identity_Users_InvitedByUserId",
                        column: x => x.InvitedByUserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_Invitations_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Merges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    KeptId = table.Column<Guid>(type: "uuid", nullable: false),
                    DroppedId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    MergedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    MergedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    MergedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Report = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Merges", x => x.Id);
                    table.CheckConstraint("CK_Identity_Merges_Two", "\"KeptId\" <> \"DroppedId\"");
                    table.ForeignKey(
                        name: "FK_Identity_Merges_Identity_People_DroppedId",
                        column: x => x.DroppedId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_Merges_Identity_People_KeptId",
                        column: x => x.KeptId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Passkeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Passkeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_Identity_Passkeys_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Proofs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Action = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Nonce = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Proofs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_Proofs_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_RecoveryCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_RecoveryCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_RecoveryCodes_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastSeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AuthenticatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Factor = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    SharedPc = table.Column<bool>(type: "boolean", nullable: false),
                    Address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    Device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Sessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_Sessions_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_SigningAssertions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", maxLength: 4096, nullable: false),
                    AuthenticatorData = table.Column<byte[]>(type: "bytea", nullable: false),
                    ClientDataJson = table.Column<byte[]>(type: "bytea", nullable: false),
                    Signature = table.Column<byte[]>(type: "bytea", nullable: false),
                    Context = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Nonce = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_SigningAssertions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_SigningAssertions_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_SigningLocks",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    LockedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_SigningLocks", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_Identity_SigningLocks_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Throttles",
                columns: table => new
                {
                    Door = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    InARow = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Throttles", x => new { x.Door, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Identity_ViewConsents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    GivenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_ViewConsents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_ViewConsents_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Notifications_Outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    To = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Body = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    Secret = table.Column<bool>(type: "boolean", nullable: false),
                    QueuedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    GaveUpAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notifications_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Organizations_Departments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    SuccessorId = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SearchText = table.Column<string>(type: "character varying(420)", maxLength: 420, nullable: false),
                    SortKey = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organizations_Departments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Organizations_Departments_Organizations_Departments_Success~",
                        column: x => x.SuccessorId,
                        principalTable: "Organizations_Departments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Organizations_Departments_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Organizations_HospitalFacts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ValueEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ProvinceId = table.Column<Guid>(type: "uuid", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organizations_HospitalFacts", x => x.Id);
                    table.CheckConstraint("CK_Organizations_HospitalFacts_Province", "(\"Kind\" = 'Province') = (\"ProvinceId\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_Organizations_HospitalFacts_Organizations_Hospitals_Hospita~",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Organizations_HospitalFacts_Organizations_Provinces_Provinc~",
                        column: x => x.ProvinceId,
                        principalTable: "Organizations_Provinces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Organizations_ProvinceNames",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProvinceId = table.Column<Guid>(type: "uuid", nullable: false),
                    OfficialCode = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    ShortName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    FullName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    UnitType = table.Column<string>(type: "text", nullable: false),
                    HealthDepartment = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organizations_ProvinceNames", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Organizations_ProvinceNames_Organizations_Provinces_Provinc~",
                        column: x => x.ProvinceId,
                        principalTable: "Organizations_Provinces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Exchange_Contents",
                columns: table => new
                {
                    UploadId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exchange_Contents", x => new { x.UploadId, x.Kind });
                    table.ForeignKey(
                        name: "FK_Exchange_Contents_Exchange_Uploads_UploadId",
                        column: x => x.UploadId,
                        principalTable: "Exchange_Uploads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Identity_ViewSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConsentId = table.Column<Guid>(type: "uuid", nullable: false),
                    ViewerUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ViewedUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    BeganAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_ViewSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_ViewSessions_Identity_Users_ViewedUserId",
                        column: x => x.ViewedUserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_ViewSessions_Identity_Users_ViewerUserId",
                        column: x => x.ViewerUserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_ViewSessions_Identity_ViewConsents_ConsentId",
                        column: x => x.ConsentId,
                        principalTable: "Identity_ViewConsents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "Data_AuditHead",
                columns: new[] { "Id", "Edge", "Size" },
                values: new object[] { 1, new byte[0], 0L });

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Provinces_SuccessorId",
                table: "Organizations_Provinces",
                column: "SuccessorId");

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Hospitals_SuccessorId",
                table: "Organizations_Hospitals",
                column: "SuccessorId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_ProofId",
                table: "Logbook_Decisions",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Users_SortKey",
                table: "Identity_Users",
                column: "SortKey");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_RoleGrants_EndedByUserId",
                table: "Identity_RoleGrants",
                column: "EndedByUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_RoleGrants_GrantedByUserId",
                table: "Identity_RoleGrants",
                column: "GrantedByUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_RoleGrants_Role",
                table: "Identity_RoleGrants",
                column: "Role");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Identity_RoleGrants_Ended",
                table: "Identity_RoleGrants",
                sql: "(\"EndedAt\" IS NULL) = (\"EndedByUserId\" IS NULL) AND (\"EndedAt\" IS NULL) = (\"EndReason\" IS NULL) AND (\"EndedAt\" IS NULL OR \"To\" IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_People_LicenceKey",
                table: "Identity_People",
                column: "LicenceKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_People_MergedIntoId",
                table: "Identity_People",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_People_NameKey",
                table: "Identity_People",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_People_NameWords",
                table: "Identity_People",
                column: "NameWords");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_People_NationalIdHash",
                table: "Identity_People",
                column: "NationalIdHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_People_SortKey",
                table: "Identity_People",
                column: "SortKey");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Appointments_HospitalId_PersonId",
                table: "Identity_Appointments",
                columns: new[] { "HospitalId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Appointments_PersonId_HospitalId_Department_From",
                table: "Identity_Appointments",
                columns: new[] { "PersonId", "HospitalId", "Department", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Data_AuditLeaves_Action_Index",
                table: "Data_AuditLeaves",
                columns: new[] { "Action", "Index" });

            migrationBuilder.CreateIndex(
                name: "IX_Data_AuditLeaves_ActorId_Index",
                table: "Data_AuditLeaves",
                columns: new[] { "ActorId", "Index" });

            migrationBuilder.CreateIndex(
                name: "IX_Data_AuditLeaves_At",
                table: "Data_AuditLeaves",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Data_AuditLeaves_SubjectId_Index",
                table: "Data_AuditLeaves",
                columns: new[] { "SubjectId", "Index" });

            migrationBuilder.CreateIndex(
                name: "IX_Exchange_Uploads_Import_UploadedAt",
                table: "Exchange_Uploads",
                columns: new[] { "Import", "UploadedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Exchange_Uploads_PlannedAt",
                table: "Exchange_Uploads",
                column: "PlannedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Exchange_Uploads_UserId",
                table: "Exchange_Uploads",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_AccountTokens_ExpiresAt",
                table: "Identity_AccountTokens",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_AccountTokens_TokenHash",
                table: "Identity_AccountTokens",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_AccountTokens_UserId",
                table: "Identity_AccountTokens",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_ApiTokens_Hash",
                table: "Identity_ApiTokens",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_ApiTokens_UserId",
                table: "Identity_ApiTokens",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Authenticators_UserId",
                table: "Identity_Authenticators",
                column: "UserId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Invitations_HospitalId",
                table: "Identity_Invitations",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Invitations_InvitedByUserId",
                table: "Identity_Invitations",
                column: "InvitedByUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Invitations_NormalizedEmail",
                table: "Identity_Invitations",
                column: "NormalizedEmail",
                unique: true,
                filter: "\"AcceptedAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Invitations_PersonId",
                table: "Identity_Invitations",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Invitations_TokenHash",
                table: "Identity_Invitations",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Merges_DroppedId",
                table: "Identity_Merges",
                column: "DroppedId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Merges_KeptId",
                table: "Identity_Merges",
                column: "KeptId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Passkeys_UserId",
                table: "Identity_Passkeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Proofs_ExpiresAt",
                table: "Identity_Proofs",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Proofs_UserId",
                table: "Identity_Proofs",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_RecoveryCodes_UserId_CodeHash",
                table: "Identity_RecoveryCodes",
                columns: new[] { "UserId", "CodeHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Sessions_LastSeenAt",
                table: "Identity_Sessions",
                column: "LastSeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Sessions_TokenHash",
                table: "Identity_Sessions",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Sessions_UserId_EndedAt",
                table: "Identity_Sessions",
                columns: new[] { "UserId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Identity_SigningAssertions_ProofId",
                table: "Identity_SigningAssertions",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_SigningAssertions_UserId",
                table: "Identity_SigningAssertions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Throttles_Since",
                table: "Identity_Throttles",
                column: "Since");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_ViewConsents_UserId",
                table: "Identity_ViewConsents",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_ViewSessions_ConsentId",
                table: "Identity_ViewSessions",
                column: "ConsentId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_ViewSessions_ViewedUserId",
                table: "Identity_ViewSessions",
                column: "ViewedUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_ViewSessions_ViewerUserId",
                table: "Identity_ViewSessions",
                column: "ViewerUserId",
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Outbox_DueAt",
                table: "Notifications_Outbox",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Outbox_GaveUpAt",
                table: "Notifications_Outbox",
                column: "GaveUpAt");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Outbox_SentAt",
                table: "Notifications_Outbox",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Departments_HospitalId_OpenKey",
                table: "Organizations_Departments",
                columns: new[] { "HospitalId", "OpenKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Departments_HospitalId_SortKey",
                table: "Organizations_Departments",
                columns: new[] { "HospitalId", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Departments_SuccessorId",
                table: "Organizations_Departments",
                column: "SuccessorId");

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_HospitalFacts_HospitalId_Kind_From",
                table: "Organizations_HospitalFacts",
                columns: new[] { "HospitalId", "Kind", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_HospitalFacts_ProvinceId",
                table: "Organizations_HospitalFacts",
                column: "ProvinceId");

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_ProvinceNames_ProvinceId_From",
                table: "Organizations_ProvinceNames",
                columns: new[] { "ProvinceId", "From" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Identity_People_Identity_People_MergedIntoId",
                table: "Identity_People",
                column: "MergedIntoId",
                principalTable: "Identity_People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Identity_RoleGrants_Identity_Users_EndedByUserId",
                table: "Identity_RoleGrants",
                column: "EndedByUserId",
                principalTable: "Identity_Users",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Identity_RoleGrants_Identity_Users_GrantedByUserId",
                table: "Identity_RoleGrants",
                column: "GrantedByUserId",
                principalTable: "Identity_Users",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Organizations_Hospitals_Organizations_Hospitals_SuccessorId",
                table: "Organizations_Hospitals",
                column: "SuccessorId",
                principalTable: "Organizations_Hospitals",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Organizations_Provinces_Organizations_Provinces_SuccessorId",
                table: "Organizations_Provinces",
                column: "SuccessorId",
                principalTable: "Organizations_Provinces",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Identity_People_Identity_People_MergedIntoId",
                table: "Identity_People");

            migrationBuilder.DropForeignKey(
                name: "FK_Identity_RoleGrants_Identity_Users_EndedByUserId",
                table: "Identity_RoleGrants");

            migrationBuilder.DropForeignKey(
                name: "FK_Identity_RoleGrants_Identity_Users_GrantedByUserId",
                table: "Identity_RoleGrants");

            migrationBuilder.DropForeignKey(
                name: "FK_Organizations_Hospitals_Organizations_Hospitals_SuccessorId",
                table: "Organizations_Hospitals");

            migrationBuilder.DropForeignKey(
                name: "FK_Organizations_Provinces_Organizations_Provinces_SuccessorId",
                table: "Organizations_Provinces");

            migrationBuilder.DropTable(
                name: "Audit_Checkpoints");

            migrationBuilder.DropTable(
                name: "Data_AuditDetails");

            migrationBuilder.DropTable(
                name: "Data_AuditHead");

            migrationBuilder.DropTable(
                name: "Data_AuditHospitals");

            migrationBuilder.DropTable(
                name: "Data_AuditLeaves");

            migrationBuilder.DropTable(
                name: "Data_SnapshotVersions");

            migrationBuilder.DropTable(
                name: "Exchange_Contents");

            migrationBuilder.DropTable(
                name: "Identity_AccountTokens");

            migrationBuilder.DropTable(
                name: "Identity_ApiTokens");

            migrationBuilder.DropTable(
                name: "Identity_Authenticators");

            migrationBuilder.DropTable(
                name: "Identity_GrantLocks");

            migrationBuilder.DropTable(
                name: "Identity_Invitations");

            migrationBuilder.DropTable(
                name: "Identity_Merges");

            migrationBuilder.DropTable(
                name: "Identity_Passkeys");

            migrationBuilder.DropTable(
                name: "Identity_Proofs");

            migrationBuilder.DropTable(
                name: "Identity_RecoveryCodes");

            migrationBuilder.DropTable(
                name: "Identity_Sessions");

            migrationBuilder.DropTable(
                name: "Identity_SigningAssertions");

            migrationBuilder.DropTable(
                name: "Identity_SigningLocks");

            migrationBuilder.DropTable(
                name: "Identity_Throttles");

            migrationBuilder.DropTable(
                name: "Identity_ViewSessions");

            migrationBuilder.DropTable(
                name: "Notifications_Outbox");

            migrationBuilder.DropTable(
                name: "Organizations_Departments");

            migrationBuilder.DropTable(
                name: "Organizations_HospitalFacts");

            migrationBuilder.DropTable(
                name: "Organizations_ProvinceNames");

            migrationBuilder.DropTable(
                name: "Exchange_Uploads");

            migrationBuilder.DropTable(
                name: "Identity_ViewConsents");

            migrationBuilder.DropUniqueConstraint(
                name: "AK_Transfers_Transfers_Id_ReceivingHospitalId",
                table: "Transfers_Transfers");

            migrationBuilder.DropUniqueConstraint(
                name: "AK_Transfers_Participants_Id_TransferId",
                table: "Transfers_Participants");

            migrationBuilder.DropIndex(
                name: "IX_Organizations_Provinces_SuccessorId",
                table: "Organizations_Provinces");

            migrationBuilder.DropIndex(
                name: "IX_Organizations_Hospitals_SuccessorId",
                table: "Organizations_Hospitals");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_ProofId",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Identity_Users_SortKey",
                table: "Identity_Users");

            migrationBuilder.DropIndex(
                name: "IX_Identity_RoleGrants_EndedByUserId",
                table: "Identity_RoleGrants");

            migrationBuilder.DropIndex(
                name: "IX_Identity_RoleGrants_GrantedByUserId",
                table: "Identity_RoleGrants");

            migrationBuilder.DropIndex(
                name: "IX_Identity_RoleGrants_Role",
                table: "Identity_RoleGrants");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Identity_RoleGrants_Ended",
                table: "Identity_RoleGrants");

            migrationBuilder.DropIndex(
                name: "IX_Identity_People_LicenceKey",
                table: "Identity_People");

            migrationBuilder.DropIndex(
                name: "IX_Identity_People_MergedIntoId",
                table: "Identity_People");

            migrationBuilder.DropIndex(
                name: "IX_Identity_People_NameKey",
                table: "Identity_People");

            migrationBuilder.DropIndex(
                name: "IX_Identity_People_NameWords",
                table: "Identity_People");

            migrationBuilder.DropIndex(
                name: "IX_Identity_People_NationalIdHash",
                table: "Identity_People");

            migrationBuilder.DropIndex(
                name: "IX_Identity_People_SortKey",
                table: "Identity_People");

            migrationBuilder.DropIndex(
                name: "IX_Identity_Appointments_HospitalId_PersonId",
                table: "Identity_Appointments");

            migrationBuilder.DropIndex(
                name: "IX_Identity_Appointments_PersonId_HospitalId_Department_From",
                table: "Identity_Appointments");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "Organizations_Provinces");

            migrationBuilder.DropColumn(
                name: "ClosedReference",
                table: "Organizations_Provinces");

            migrationBuilder.DropColumn(
                name: "SuccessorId",
                table: "Organizations_Provinces");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Organizations_Provinces");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "Organizations_Hospitals");

            migrationBuilder.DropColumn(
                name: "ClosedReference",
                table: "Organizations_Hospitals");

            migrationBuilder.DropColumn(
                name: "KnownOn",
                table: "Organizations_Hospitals");

            migrationBuilder.DropColumn(
                name: "Rank",
                table: "Organizations_Hospitals");

            migrationBuilder.DropColumn(
                name: "SuccessorId",
                table: "Organizations_Hospitals");

            migrationBuilder.DropColumn(
                name: "ProofId",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "SignedHash",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "DisabledAt",
                table: "Identity_Users");

            migrationBuilder.DropColumn(
                name: "DisabledReason",
                table: "Identity_Users");

            migrationBuilder.DropColumn(
                name: "PasswordChangedAt",
                table: "Identity_Users");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Identity_Users");

            migrationBuilder.DropColumn(
                name: "SortKey",
                table: "Identity_Users");

            migrationBuilder.DropColumn(
                name: "EndReason",
                table: "Identity_RoleGrants");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Identity_RoleGrants");

            migrationBuilder.DropColumn(
                name: "EndedByUserId",
                table: "Identity_RoleGrants");

            migrationBuilder.DropColumn(
                name: "GrantedAt",
                table: "Identity_RoleGrants");

            migrationBuilder.DropColumn(
                name: "GrantedByUserId",
                table: "Identity_RoleGrants");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Identity_RoleGrants");

            migrationBuilder.DropColumn(
                name: "DateOfBirth",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "Email",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "LicenceExpiresOn",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "LicenceIssuedOn",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "LicenceKey",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "LicenceNumber",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "LicenceScope",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "NameWords",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "NationalIdHash",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "NationalIdSealed",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "Profession",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "Specialty",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Identity_People");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Identity_Appointments");

            migrationBuilder.AlterColumn<string>(
                name: "Code",
                table: "Organizations_Provinces",
                type: "character varying(2)",
                maxLength: 2,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(40)",
                oldMaxLength: 40);

            migrationBuilder.AddColumn<string>(
                name: "MergedFrom",
                table: "Organizations_Provinces",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AlterColumn<string>(
                name: "SearchText",
                table: "Identity_People",
                type: "character varying(250)",
                maxLength: 250,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(600)",
                oldMaxLength: 600);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Appointments_HospitalId",
                table: "Identity_Appointments",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Appointments_PersonId_HospitalId_From",
                table: "Identity_Appointments",
                columns: new[] { "PersonId", "HospitalId", "From" },
                unique: true);
        }
    }
}
