using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Acceptance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Acceptance_FollowUpRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    After = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_FollowUpRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_FollowUpRules_Techniques_PackageVersions_Package~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_ReadinessItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    NameVi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_ReadinessItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_ReadinessItems_Techniques_PackageVersions_Packag~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Rules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    CouncilMinimum = table.Column<int>(type: "integer", nullable: false),
                    CouncilOdd = table.Column<bool>(type: "boolean", nullable: false),
                    BothHospitals = table.Column<bool>(type: "boolean", nullable: false),
                    ConditionalAccepts = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Rules", x => x.Id);
                    table.CheckConstraint("CK_Acceptance_Rules_Minimum", "\"CouncilMinimum\" >= 1");
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_ReadinessStamps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    ItemId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsReady = table.Column<bool>(type: "boolean", nullable: false),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_ReadinessStamps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_ReadinessStamps_Acceptance_ReadinessItems_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Acceptance_ReadinessItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_ReadinessStamps_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    RuleId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    OpenedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Cases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Cases_Acceptance_Rules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "Acceptance_Rules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_Cases_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_CouncilMembers",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Position = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_CouncilMembers", x => new { x.CaseId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Acceptance_CouncilMembers_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_CouncilMembers_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_DepartmentNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_DepartmentNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_DepartmentNotes_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_FollowUpAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    StillDone = table.Column<bool>(type: "boolean", nullable: false),
                    Cases = table.Column<int>(type: "integer", nullable: false),
                    Independent = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_FollowUpAnswers", x => x.Id);
                    table.CheckConstraint("CK_Acceptance_FollowUpAnswers_Cases", "\"Cases\" >= 0 AND \"Independent\" BETWEEN 0 AND \"Cases\"");
                    table.ForeignKey(
                        name: "FK_Acceptance_FollowUpAnswers_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_FollowUps",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_FollowUps", x => new { x.CaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_Acceptance_FollowUps_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Minutes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Minutes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Minutes_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Remedies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Remedies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Remedies_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Votes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Comment = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Votes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Votes_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_Votes_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Signatures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MinutesId = table.Column<Guid>(type: "uuid", nullable: false),
                    Side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SignedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Signatures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Signatures_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_Signatures_Acceptance_Minutes_MinutesId",
                        column: x => x.MinutesId,
                        principalTable: "Acceptance_Minutes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Cases_RuleId",
                table: "Acceptance_Cases",
                column: "RuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Cases_TransferId_Number",
                table: "Acceptance_Cases",
                columns: new[] { "TransferId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_CouncilMembers_PersonId",
                table: "Acceptance_CouncilMembers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_DepartmentNotes_CaseId",
                table: "Acceptance_DepartmentNotes",
                column: "CaseId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_FollowUpAnswers_CaseId_Number",
                table: "Acceptance_FollowUpAnswers",
                columns: new[] { "CaseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_FollowUpRules_PackageVersionId_Number",
                table: "Acceptance_FollowUpRules",
                columns: new[] { "PackageVersionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Minutes_CaseId_Version",
                table: "Acceptance_Minutes",
                columns: new[] { "CaseId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_ReadinessItems_PackageVersionId_Key",
                table: "Acceptance_ReadinessItems",
                columns: new[] { "PackageVersionId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_ReadinessStamps_ItemId",
                table: "Acceptance_ReadinessStamps",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_ReadinessStamps_TransferId_ItemId_At",
                table: "Acceptance_ReadinessStamps",
                columns: new[] { "TransferId", "ItemId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Remedies_CaseId_Round",
                table: "Acceptance_Remedies",
                columns: new[] { "CaseId", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Rules_ValidFrom",
                table: "Acceptance_Rules",
                column: "ValidFrom",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Signatures_CaseId",
                table: "Acceptance_Signatures",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Signatures_MinutesId_Side",
                table: "Acceptance_Signatures",
                columns: new[] { "MinutesId", "Side" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Signatures_ProofId",
                table: "Acceptance_Signatures",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Votes_CaseId_Round_PersonId",
                table: "Acceptance_Votes",
                columns: new[] { "CaseId", "Round", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Votes_PersonId",
                table: "Acceptance_Votes",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Acceptance_CouncilMembers");

            migrationBuilder.DropTable(
                name: "Acceptance_DepartmentNotes");

            migrationBuilder.DropTable(
                name: "Acceptance_FollowUpAnswers");

            migrationBuilder.DropTable(
                name: "Acceptance_FollowUpRules");

            migrationBuilder.DropTable(
                name: "Acceptance_FollowUps");

            migrationBuilder.DropTable(
                name: "Acceptance_ReadinessStamps");

            migrationBuilder.DropTable(
                name: "Acceptance_Remedies");

            migrationBuilder.DropTable(
                name: "Acceptance_Signatures");

            migrationBuilder.DropTable(
                name: "Acceptance_Votes");

            migrationBuilder.DropTable(
                name: "Acceptance_ReadinessItems");

            migrationBuilder.DropTable(
                name: "Acceptance_Minutes");

            migrationBuilder.DropTable(
                name: "Acceptance_Cases");

            migrationBuilder.DropTable(
                name: "Acceptance_Rules");
        }
    }
}
