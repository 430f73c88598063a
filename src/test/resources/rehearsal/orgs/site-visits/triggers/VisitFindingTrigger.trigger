trigger VisitFindingTrigger on Visit_Finding__c (after insert, after update) {
    Set<Id> visitIds = FindingEscalation.visitsToEscalate(Trigger.new);
    List<Site_Visit__c> visits = [SELECT Id, Status__c FROM Site_Visit__c WHERE Id IN :visitIds];
    for (Site_Visit__c visit : visits) {
        visit.Status__c = 'On Site';
    }
    update visits;
}
