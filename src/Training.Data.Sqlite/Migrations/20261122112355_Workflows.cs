using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Workflows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Workflows_Deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsSignal = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubjectType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromInstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToInstanceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Subscription = table.Column<int>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TryAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Processes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Newest = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Processes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_StandIns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AbsentUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AbsentName = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    StandInUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StandInName = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_StandIns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Drafts",
                columns: table => new
                {
                    ProcessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    BasedOn = table.Column<int>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Drafts", x => x.ProcessId);
                    table.ForeignKey(
                        name: "FK_Workflows_Drafts_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_StartTimers",
                columns: table => new
                {
                    ProcessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Fired = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_StartTimers", x => new { x.ProcessId, x.Node });
                    table.ForeignKey(
                        name: "FK_Workflows_StartTimers_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Versions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProcessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PublishedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PublishedBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workflows_Versions_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Instances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProcessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OtherHospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    End = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    FaultedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastEntry = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Instances", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workflows_Instances_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Workflows_Instances_Workflows_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Workflows_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Journal",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Token = table.Column<int>(type: "INTEGER", nullable: true),
                    Scope = table.Column<int>(type: "INTEGER", nullable: true),
                    Other = table.Column<int>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ActorUserId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Journal", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Journal_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Scopes",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ParentToken = table.Column<int>(type: "INTEGER", nullable: true),
                    Node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Scopes", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Scopes_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Workflows_Scopes_Workflows_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Workflows_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Subscriptions",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Token = table.Column<int>(type: "INTEGER", nullable: true),
                    Scope = table.Column<int>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsSignal = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubjectType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Subscriptions", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Subscriptions_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Token = table.Column<int>(type: "INTEGER", nullable: false),
                    Node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    AllowsBatch = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubjectType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssigneeKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClaimedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClaimedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Tasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workflows_Tasks_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Timers",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Token = table.Column<int>(type: "INTEGER", nullable: true),
                    Scope = table.Column<int>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Fired = table.Column<int>(type: "INTEGER", nullable: false),
                    TryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Timers", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Timers_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Tokens",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Scope = table.Column<int>(type: "INTEGER", nullable: false),
                    Node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Phase = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Flow = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Since = table.Column<int>(type: "INTEGER", nullable: false),
                    Rounds = table.Column<int>(type: "INTEGER", nullable: true),
                    RoundsBegun = table.Column<int>(type: "INTEGER", nullable: false),
                    RoundsDone = table.Column<int>(type: "INTEGER", nullable: false),
                    Fault = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Tokens", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Tokens_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Variables",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Scope = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Variables", x => new { x.InstanceId, x.Scope, x.Name });
                    table.ForeignKey(
                        name: "FK_Workflows_Variables_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Deliveries_TryAt",
                table: "Workflows_Deliveries",
                column: "TryAt");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_FaultedAt",
                table: "Workflows_Instances",
                column: "FaultedAt",
                filter: "\"FaultedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_ProcessId_Id",
                table: "Workflows_Instances",
                columns: new[] { "ProcessId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_Running",
                table: "Workflows_Instances",
                column: "ProcessId",
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_SubjectType_SubjectId",
                table: "Workflows_Instances",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_VersionId",
                table: "Workflows_Instances",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Processes_Key",
                table: "Workflows_Processes",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Scopes_VersionId",
                table: "Workflows_Scopes",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StandIns_AbsentUserId",
                table: "Workflows_StandIns",
                column: "AbsentUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StandIns_StandInUserId",
                table: "Workflows_StandIns",
                column: "StandInUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StartTimers_DueAt",
                table: "Workflows_StartTimers",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Subscriptions_Name_SubjectId",
                table: "Workflows_Subscriptions",
                columns: new[] { "Name", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Tasks_AssigneeKey_DueAt",
                table: "Workflows_Tasks",
                columns: new[] { "AssigneeKey", "DueAt" },
                filter: "\"DoneAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Tasks_InstanceId_Token",
                table: "Workflows_Tasks",
                columns: new[] { "InstanceId", "Token" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Tasks_SubjectType_SubjectId",
                table: "Workflows_Tasks",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Timers_TryAt",
                table: "Workflows_Timers",
                column: "TryAt");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Versions_ProcessId_Number",
                table: "Workflows_Versions",
                columns: new[] { "ProcessId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Workflows_Deliveries");

            migrationBuilder.DropTable(
                name: "Workflows_Drafts");

            migrationBuilder.DropTable(
                name: "Workflows_Journal");

            migrationBuilder.DropTable(
                name: "Workflows_Scopes");

            migrationBuilder.DropTable(
                name: "Workflows_StandIns");

            migrationBuilder.DropTable(
                name: "Workflows_StartTimers");

            migrationBuilder.DropTable(
                name: "Workflows_Subscriptions");

            migrationBuilder.DropTable(
                name: "Workflows_Tasks");

            migrationBuilder.DropTable(
                name: "Workflows_Timers");

            migrationBuilder.DropTable(
                name: "Workflows_Tokens");

            migrationBuilder.DropTable(
                name: "Workflows_Variables");

            migrationBuilder.DropTable(
                name: "Workflows_Instances");

            migrationBuilder.DropTable(
                name: "Workflows_Versions");

            migrationBuilder.DropTable(
                name: "Workflows_Processes");
        }
    }
}
