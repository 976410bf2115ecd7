using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Scorm.Authoring;
using Training.Scorm.Running;

namespace Training.Scorm;

internal static class ScormDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<ScormPackage> ScormPackages => db.Set<ScormPackage>();

        public DbSet<ScormContent> ScormContents => db.Set<ScormContent>();

        public DbSet<ScormAttempt> ScormAttempts => db.Set<ScormAttempt>();

        public DbSet<ScoState> ScoStates => db.Set<ScoState>();

        public DbSet<ScormLaunch> ScormLaunches => db.Set<ScormLaunch>();
    }
}
