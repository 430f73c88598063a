<?xml version="1.0" encoding="UTF-8"?>
<CustomApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <description>Plan visits to customers' sites and follow up what was found.</description>
    <formFactors>Small</formFactors>
    <formFactors>Large</formFactors>
    <label>Site Visits</label>
    <navType>Standard</navType>
    <tabs>standard-home</tabs>
    <tabs>Site_Visit__c</tabs>
    <tabs>Visit_Finding__c</tabs>
    <uiType>Lightning</uiType>
</CustomApplication>
